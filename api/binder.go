package api

import (
	"errors"
	"fmt"
	"io"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/labstack/echo/v4"
)

// binder decodes request bodies: exactly one JSON value in valid UTF-8,
// without names twice and fields that the description does not have.
// encoding/json would let "Question" pass for "question" and the last of two
// values win, which is not what a validator in front of the server would see.
type binder struct{}

func (binder) Bind(target any, c echo.Context) error {
	data, err := io.ReadAll(c.Request().Body) // bounded and read by readBody
	if err != nil {
		return newProblem(ProblemCodeInvalidJson, "The body could not be read.").because(err)
	}
	return decode(data, target)
}

func decode(data []byte, target any) error {
	err := json.Unmarshal(data, target, json.RejectUnknownMembers(true))
	var semantic *json.SemanticError
	switch {
	case err == nil:
		return nil
	case !errors.As(err, &semantic):
		// Where it is, but not what is there: that may be a customer's words.
		detail := "The body is not JSON."
		if syntactic := new(jsontext.SyntacticError); errors.As(err, &syntactic) && len(data) > 0 {
			detail = fmt.Sprintf("The body is not JSON in UTF-8 from byte %d on.", syntactic.ByteOffset)
		}
		return newProblem(ProblemCodeInvalidJson, detail)
	case errors.Is(err, json.ErrUnknownName):
		return invalid(string(semantic.JSONPointer), "There is no field of this name. /openapi.yaml lists those that there are.")
	}
	return invalid(string(semantic.JSONPointer), fmt.Sprintf("A %s cannot stand here. /openapi.yaml says what can.", semantic.JSONKind))
}
