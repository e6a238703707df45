package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
)

// A usageError is one of wrong usage: the program ends with status 2.
type usageError struct{ error }

func (e usageError) Unwrap() error { return e.error }

// An exitStatus is no fault: the program has answered, and ends with that status.
type exitStatus int

func (s exitStatus) Error() string { return fmt.Sprintf("exit status %d", int(s)) }

// strict makes what the arguments of a command, and of those under it, do wrong a
// [usageError].
func strict(cmd *cobra.Command) {
	if validate := cmd.Args; validate != nil {
		cmd.Args = func(cmd *cobra.Command, args []string) error {
			if err := validate(cmd, args); err != nil {
				return usageError{err}
			}
			return nil
		}
	}
	for _, c := range cmd.Commands() {
		strict(c)
	}
}

// noCommand says that the program has no command of that name, and what may be
// meant: the state of a crossing that is called so, or a command of a like name.
func (a *app) noCommand(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	text := fmt.Sprintf("unknown command %q", args[0])
	near := cmd.SuggestionsFor(args[0])
	if reg, err := a.registry(); err == nil {
		if c, err := reg.Lookup(strings.Join(args, " ")); err == nil {
			near = []string{"at " + c.Code}
		}
	}
	if len(near) > 0 {
		text += "; did you mean " + strings.Join(near, " or ") + "?"
	}
	return errors.New(text)
}

// oneCode asks for one CODE.
func oneCode(cmd *cobra.Command, args []string) error {
	switch len(args) {
	case 0:
		return fmt.Errorf("%s needs a CODE, such as al-bukamal-al-qaim", cmd.Name())
	case 1:
		return nil
	}
	return fmt.Errorf("%s takes one CODE, not %d; put a name with spaces between quotes", cmd.Name(), len(args))
}

// maybeCode takes one CODE or none.
func maybeCode(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	return oneCode(cmd, args)
}

// someFiles asks for files.
func someFiles(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return fmt.Errorf("%s needs a FILE; - is standard input", cmd.Name())
	}
	return nil
}

// unused is the annotation of a command that names the shared flags which mean
// nothing to it.
const unused = "unused"

// without returns the annotations of a command to which those shared flags mean
// nothing: giving one is wrong usage, not something to pass over in silence.
func without(flags ...string) map[string]string {
	return map[string]string{unused: strings.Join(flags, " ")}
}

// refuseUnused refuses the flags that mean nothing to a command.
func refuseUnused(cmd *cobra.Command) error {
	for flag := range strings.FieldsSeq(cmd.Annotations[unused]) {
		if cmd.Flags().Changed(flag) {
			return usageError{fmt.Errorf("--%s has no meaning with %s", flag, cmd.Name())}
		}
	}
	return nil
}
