// Asks a question and reads the answer as server-sent events.

// Failure is an error that the page has words for: its code is that of a
// problem, or "network" or "incomplete".
export class Failure extends Error {
  constructor(code) {
    super(code);
    this.code = code;
  }
}

// ask sends a question and calls on(event, data) for each event. It returns
// when the answer is complete and throws a Failure, or an AbortError after
// the signal.
export async function ask(request, signal, on) {
  let response;
  try {
    response = await fetch("/v1/answers", {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "text/event-stream" },
      body: JSON.stringify(request),
      signal,
    });
  } catch (error) {
    throw signal.aborted ? error : new Failure("network");
  }
  if (!response.ok || !response.body) throw new Failure(await problemCode(response));
  let complete = false;
  try {
    for await (const { event, data } of events(response.body)) {
      const value = JSON.parse(data);
      if (event === "error") throw new Failure(value.code);
      on(event, value);
      complete ||= event === "answer";
    }
  } catch (error) {
    throw signal.aborted || error instanceof Failure ? error : new Failure("incomplete");
  }
  if (!complete) throw new Failure("incomplete");
}

async function problemCode(response) {
  try {
    return (await response.json()).code ?? "internal";
  } catch {
    return "internal";
  }
}

// events reads server-sent events out of a stream of bytes.
export async function* events(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  let event = "message";
  let data = [];
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const lines = (rest + value).split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop();
    for (const line of lines) {
      if (line === "") {
        if (data.length > 0) yield { event, data: data.join("\n") };
        event = "message";
        data = [];
      } else if (line.startsWith("event:")) {
        event = line.slice(6).trim();
      } else if (line.startsWith("data:")) {
        data.push(line.slice(5).replace(/^ /, ""));
      }
    }
  }
}
