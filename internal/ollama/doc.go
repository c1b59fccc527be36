// Package ollama is the way to the operator's Ollama: it lists and pulls
// models, embeds texts and lets a model write.
//
// Enters: texts and messages. Leaves: vectors of unit length, streamed text
// that is complete or an error, and errors that say what to do. What a model
// wrote is untrusted: it is passed on as it came, and the caller verifies it.
//
// It must never take a cut reply for a complete one, let a prompt be
// shortened silently, follow a redirect or use a proxy: it talks to the one
// address that it was given. Ollama's own client is not used: it does not
// notice a cut connection, and it brings SSH and more along.
package ollama
