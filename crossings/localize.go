package main

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/crossingstatus/border/crossings/words"
	"github.com/crossingstatus/border/edtf"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// localize puts what the commands under root say of themselves into the language of the
// run. Names of commands and flags, codes and examples stay as they are.
func (a *app) localize(root *cobra.Command) {
	if a.language == edtf.English {
		return
	}
	cobra.AddTemplateFunc("flagLines", func(flags *pflag.FlagSet) string { return flagLines(a.language, flags) })
	for _, g := range root.Groups() {
		g.Title = words.Help(a.language, g.Title)
	}
	root.SetUsageTemplate(usageTemplate(a.language))
	var visit func(*cobra.Command)
	visit = func(cmd *cobra.Command) {
		cmd.Flags().BoolP("help", "h", false, "show this help")
		if cmd == root {
			cmd.Flags().BoolP("version", "v", false, "print the version")
		}
		cmd.Long = words.Manual(a.language, cmd.CommandPath(), cmd.Long)
		cmd.Short = words.Help(a.language, cmd.Short)
		cmd.DisableFlagsInUseLine = true // the template has the word for them
		for _, flags := range []*pflag.FlagSet{cmd.Flags(), cmd.PersistentFlags()} {
			flags.VisitAll(func(f *pflag.Flag) { f.Usage = words.Help(a.language, f.Usage) })
		}
		for _, c := range cmd.Commands() {
			visit(c)
		}
	}
	visit(root)
}

// usageTemplate is cobra's, in a language.
func usageTemplate(l edtf.Language) string {
	say := func(english string) string { return words.Help(l, english) }
	return say("Usage:") + `{{if .Runnable}}
  {{.UseLine}} ` + say("[flags]") + `{{end}}{{if .HasAvailableSubCommands}}
  {{.CommandPath}} ` + say("[command]") + `{{end}}{{if .HasExample}}

` + say("Examples:") + `
{{.Example}}{{end}}{{if .HasAvailableSubCommands}}{{$cmds := .Commands}}{{if eq (len .Groups) 0}}

` + say("Available Commands:") + `{{range $cmds}}{{if (or .IsAvailableCommand (eq .Name "help"))}}
  {{rpad .Name .NamePadding}} {{.Short}}{{end}}{{end}}{{else}}{{range $group := .Groups}}

{{.Title}}{{range $cmds}}{{if (and (eq .GroupID $group.ID) (or .IsAvailableCommand (eq .Name "help")))}}
  {{rpad .Name .NamePadding}} {{.Short}}{{end}}{{end}}{{end}}{{end}}{{end}}{{if .HasAvailableLocalFlags}}

` + say("Flags:") + `
{{flagLines .LocalFlags}}{{end}}{{if .HasAvailableInheritedFlags}}

` + say("Global Flags:") + `
{{flagLines .InheritedFlags}}{{end}}{{if .HasAvailableSubCommands}}

` + fmt.Sprintf(say("for more about a command: %s"), "{{.CommandPath}} "+say("[command]")+" --help --lang "+words.Tag(l)) + `{{end}}
`
}

// flagLines lists flags as pflag does, with columns that are as wide as their letters
// rather than as their bytes.
func flagLines(l edtf.Language, flags *pflag.FlagSet) string {
	var left, right []string
	widest := 0
	flags.VisitAll(func(f *pflag.Flag) {
		if f.Hidden {
			return
		}
		name, usage := pflag.UnquoteUsage(f)
		line := "      --" + f.Name
		if f.Shorthand != "" {
			line = "  -" + f.Shorthand + ", --" + f.Name
		}
		if name != "" && strings.Contains(f.Usage, "`") {
			line += " " + name
		} else if name != "" {
			line += " …"
		}
		switch f.DefValue {
		case "", "false", "0", "[]":
		default:
			usage += " (" + words.Help(l, "default") + " " + f.DefValue + ")"
		}
		left, right = append(left, line), append(right, usage)
		widest = max(widest, utf8.RuneCountInString(line))
	})
	for i := range left {
		left[i] += strings.Repeat(" ", widest-utf8.RuneCountInString(left[i])+3) + right[i]
	}
	return strings.Join(left, "\n")
}
