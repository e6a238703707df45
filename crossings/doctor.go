package main

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os/signal"
	"strings"
	"syscall"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/jetstream"
	"github.com/crossingstatus/border/crossings/words"
	natsjs "github.com/nats-io/nats.go/jetstream"
	"github.com/spf13/cobra"
)

func newDoctorCommand(a *app) *cobra.Command {
	var f natsFlags
	var monitors []string
	cmd := &cobra.Command{
		Use:   "doctor --nats SERVERS",
		Short: "Look for what could lose claims in the servers of a log, or already has",
		Long: `doctor looks at a log on NATS JetStream and at the servers that keep it, and says
what is well, what could lose claims or already has, and what to do. It changes
nothing. What it looks for: three replicas in files; nothing that drops, deletes or
purges messages; every server up to date, of one version, writing to its disk before
it acknowledges, with all messages and room for the longest claim.

How a server writes only its monitoring tells. Without --monitor that is asked at
port 8222 of each server of --nats.

It ends with status 1 if there is a fault.`,
		Args:        cobra.NoArgs,
		Annotations: without("dataset", "data", "add", "crossings", "parties", "known", "as-of", "on"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if f.servers == "" {
				return usageError{errors.New("doctor needs --nats, the servers to look at")}
			}
			if err := f.check(cmd); err != nil {
				return err
			}
			ctx, stop := signal.NotifyContext(cmd.Context(), syscall.SIGINT, syscall.SIGTERM)
			defer stop()
			if len(monitors) == 0 {
				monitors = f.monitors()
			}
			d, err := examine(ctx, &f, monitors)
			if err != nil {
				return err
			}
			return a.buffered(func() error { return a.printDiagnosis(d) })
		},
	}
	f.register(cmd, "look at the log on these `servers`: nats://host:4222, with commas between them")
	cmd.Flags().StringSliceVar(&monitors, "monitor", nil, "the `address` of a server's monitoring, as http://host:8222 (repeatable)")
	return cmd
}

// monitors returns where the servers' monitoring is, if it is where most have it.
func (f *natsFlags) monitors() (list []string) {
	for server := range strings.SplitSeq(f.servers, ",") {
		if u, err := url.Parse(server); err == nil {
			list = append(list, (&url.URL{Scheme: "http", Host: u.Hostname() + ":8222"}).String())
		}
	}
	return list
}

// A diagnosis is what doctor found, in the form in which it is printed.
type diagnosis struct {
	Log      string           `json:"log"`
	Stream   string           `json:"stream"`
	Last     uint64           `json:"last"`
	Replicas int              `json:"replicas"`
	Servers  []examinedServer `json:"servers"`
	Faults   []foundFault     `json:"faults"`
}

// An examinedServer is what a server told of itself.
type examinedServer struct {
	Monitor    string `json:"monitor"`
	Name       string `json:"name"`
	Version    string `json:"version"`
	SyncAlways bool   `json:"sync_always"`
	HasLog     bool   `json:"has_log"`
	Messages   uint64 `json:"messages"`
	First      uint64 `json:"first"`
	Last       uint64 `json:"last"`
}

// A foundFault is one reason why claims can be lost, or are.
type foundFault struct {
	Where   string `json:"where"`
	Message string `json:"message"`
}

// examine looks at a log and its servers.
func examine(ctx context.Context, f *natsFlags, monitors []string) (diagnosis, error) {
	nc, err := f.connect("crossings doctor")
	if err != nil {
		return diagnosis{}, err
	}
	defer nc.Close()
	js, err := natsjs.New(nc)
	if err != nil {
		return diagnosis{}, err
	}
	report, err := jetstream.Examine(ctx, js, jetstream.Config{Log: f.log}, monitors...)
	if err != nil {
		return diagnosis{}, err
	}
	return diagnosed(f.log, report, nc.ConnectedServerName(), nc.MaxPayload()), nil
}

// room is how large a message can be: a claim of the greatest length, and what goes
// with it.
const room = border.MaxLine + 4<<10

// diagnosed puts what was found into the form in which it is printed. One of the
// servers takes messages of at most payload bytes.
func diagnosed(log string, report jetstream.Report, server string, payload int64) diagnosis {
	d := diagnosis{Log: log, Stream: report.Stream.Name, Last: report.Head, Replicas: report.Stream.Replicas,
		Servers: []examinedServer{}, Faults: []foundFault{}}
	for _, s := range report.Servers {
		d.Servers = append(d.Servers, examinedServer{Monitor: s.Monitor, Name: s.Name, Version: s.Version, SyncAlways: s.SyncsAll,
			HasLog: s.HasLog, Messages: s.Messages, First: s.First, Last: s.Last})
	}
	for _, f := range report.Faults {
		d.Faults = append(d.Faults, foundFault{f.Where, f.Message})
	}
	if payload < room {
		d.Faults = append(d.Faults, foundFault{"server " + server,
			fmt.Sprintf("takes messages of at most %d bytes, and a claim may have %d; set max_payload: 2MB", payload, border.MaxLine)})
	}
	return d
}

// printDiagnosis prints each part that was looked at, with its faults or that it is
// well.
func (a *app) printDiagnosis(d diagnosis) error {
	if a.json {
		if err := a.printJSON(d); err != nil {
			return err
		}
	} else {
		told := map[string]bool{}
		part := func(where, about string) {
			told[where] = true
			fmt.Fprintf(a.out, "%s%s\n", words.Place(a.language, where), about)
			isWell := true
			for _, f := range d.Faults {
				if f.Where == where {
					fmt.Fprintf(a.out, "  %s\n", a.say("fault: %s", words.Reason(a.language, f.Message)))
					isWell = false
				}
			}
			if isWell {
				fmt.Fprintf(a.out, "  %s\n", a.say("well"))
			}
		}
		part("stream "+d.Stream, a.say(": log %s, %d messages, %d replicas", d.Log, d.Last, d.Replicas))
		for _, s := range d.Servers {
			if where := "server " + s.Name; !told[where] {
				part(where, a.say(": version %s at %s, %s", s.Version, words.LeftToRightIn(a.language, s.Monitor), a.holds(s)))
			}
		}
		for _, f := range d.Faults {
			if !told[f.Where] {
				part(f.Where, "")
			}
		}
		fmt.Fprintln(a.out, a.verdict(len(d.Faults)))
	}
	if len(d.Faults) > 0 {
		return errFaults
	}
	return nil
}

// holds says what a server has of the log.
func (a *app) holds(s examinedServer) string {
	if !s.HasLog {
		return a.say("nothing of the log")
	}
	return a.say("%d messages, the last %d", s.Messages, s.Last)
}

func (a *app) verdict(faults int) string {
	if faults == 0 {
		return a.say("no faults")
	}
	return words.Faults(a.language, faults)
}
