package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/netip"
	"os"
	"os/signal"
	"syscall"

	"github.com/crossingstatus/border/crossings/jetstream"
	"github.com/crossingstatus/border/crossings/web"
	"github.com/crossingstatus/border/journal"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/spf13/cobra"
)

// serveFlags are those of serve.
type serveFlags struct {
	address, journal, tokenFile string
	archive, name, reportTo     string
	nats                        natsFlags
	limits                      web.Limits
	trustProxies                []string
}

// What one client may do, unless told otherwise: what a person with many tabs needs, and no more.
const (
	requestsPerSecond = 100
	streamsPerClient  = 32
	wrongPerMinute    = 60
)

func newServeCommand(a *app) *cobra.Command {
	var f serveFlags
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Serve pages for people and an HTTP API for programs",
		Long: `serve opens a site with a map, timelines and every claim, in English and Arabic,
and an API under /api/v1 that answers with the JSON of --json. It prints the
address at which it listens, and ends at an interrupt, once requests under way are
done. Without --nats nothing is asked of any other machine. What other programs
write to the journals of --add and of CROSSINGS_JOURNAL shows as it comes.

Anybody may read. With --write-token-file those who know a token in that file may
add claims, too, over the API or at /desk, a page that reads news, shows what a claim
would change, and publishes it. The file has lines NAME TOKEN; the name goes to the
log and to the desk's list, kept beside the journal, never into a claim. --journal
keeps claims in a file, or --nats in a log. While a journal
cannot be written, as on a full disk, POST answers 503 and so does /readyz, and the
log of the server says why; it goes on by itself when the cause is gone.

No address may ask more often than --requests-per-second, nor have more event streams
open than --streams-per-client, nor send more than 60 wrong tokens a minute; of IPv6 a
network of 64 bits counts as one. Behind a proxy name it with --trust-proxy: else all
who come through it are one client, and the log has its address instead of theirs.
SIGHUP reads the tokens again, and the files of --dataset, --data, --crossings and
--parties, and ends nothing.

With --nats any number of servers show the same claims: those of the dataset, which
must be the same for all, and those of a log on NATS JetStream, made if it is not
there. --archive keeps what came through the log in a directory, from which the
server starts anew and others are healed. While a server cannot tell that it has all
of the log, /readyz says why, pages say so, and the API answers 503, unless asked
with Cache-Control: max-stale. docs/cluster.md has the rest; crossings doctor looks
for what could lose claims.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if a.known != "" || a.asOf != "" || len(a.on) > 0 || a.json {
				return usageError{errors.New("serve answers for any day and any day of knowledge; ask with on and known in the address")}
			}
			if err := f.check(cmd); err != nil {
				return err
			}
			if f.nats.servers != "" {
				a.setAsideOwn("servers that follow one log have the same claims beside it")
			}
			a.writes = f.journal
			return a.serve(cmd.Context(), f)
		},
	}
	f.register(cmd)
	return cmd
}

// register gives the command serve its flags.
func (f *serveFlags) register(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&f.address, "addr", "127.0.0.1:8080", "listen at this `host:port`; port 0 takes a free one")
	flags.StringVar(&f.tokenFile, "write-token-file", "", "let those add claims who know a token in this `file`, which has lines NAME TOKEN")
	flags.StringVar(&f.reportTo, "report-to", "", "on each claim's page lead who finds an error to this `address`, of mail or of the web")
	flags.StringVar(&f.journal, "journal", "", "keep claims that are sent in this journal `file`")
	f.nats.register(cmd, "keep claims in a log on these `servers`, and show what others add: nats://host:4222, with commas between them")
	flags.StringVar(&f.archive, "archive", "", "keep what came through the log in this `directory`")
	flags.Float64Var(&f.limits.RequestsPerSecond, "requests-per-second", requestsPerSecond, "answer so many requests a second from one address, `N`; 0 is any number")
	flags.IntVar(&f.limits.StreamsPerClient, "streams-per-client", streamsPerClient, "keep so many event streams open for one address, `N`; 0 is any number")
	flags.StringArrayVar(&f.trustProxies, "trust-proxy", nil, "take from this `CIDR`, such as 127.0.0.1/32, whose address a request is of, by X-Forwarded-For (repeatable)")
	flags.StringVar(&f.name, "name", "", "this server's `name` among those of the log (default the host's and the port)")
}

// check refuses flags that do not go together.
func (f *serveFlags) check(cmd *cobra.Command) error {
	if err := f.nats.check(cmd, "archive", "name"); err != nil {
		return err
	}
	for _, text := range f.trustProxies {
		prefix, err := netip.ParsePrefix(text)
		if address, notOne := netip.ParseAddr(text); err != nil && notOne == nil {
			prefix, err = netip.PrefixFrom(address, address.BitLen()), nil
		}
		if err != nil {
			return usageError{fmt.Errorf("--trust-proxy %q: want addresses as a CIDR, such as 10.0.0.0/8", text)}
		}
		f.limits.TrustProxies = append(f.limits.TrustProxies, prefix)
	}
	f.limits.WrongPerMinute = wrongPerMinute
	switch {
	case f.limits.RequestsPerSecond < 0 || f.limits.StreamsPerClient < 0:
		return usageError{errors.New("--requests-per-second and --streams-per-client take a number of 0 or more")}
	case f.nats.servers != "" && f.journal != "":
		return usageError{errors.New("--journal and --nats both keep claims; give one of them")}
	case f.journal != "" && f.tokenFile == "":
		return usageError{errors.New("--journal and --write-token-file go together")}
	case f.nats.servers == "" && f.journal == "" && f.tokenFile != "":
		return usageError{errors.New("--write-token-file needs --journal or --nats, where claims are kept")}
	}
	return nil
}

// serve serves until ctx is done or the program is interrupted.
func (a *app) serve(ctx context.Context, f serveFlags) (err error) {
	if ctx == nil {
		ctx = context.Background()
	}
	ctx, stop := signal.NotifyContext(ctx, syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	config, err := a.serveConfig(f)
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", f.address)
	if err != nil {
		return fmt.Errorf("--addr %q: %w", f.address, err)
	}
	defer listener.Close()
	hangups := make(chan os.Signal, 1)
	signal.Notify(hangups, syscall.SIGHUP)
	defer signal.Stop(hangups)
	return (&site{app: a, flags: f, listener: listener, stop: stop, hangups: hangups}).serve(ctx, config)
}

// serveConfig reads what is served, and the token for writing.
func (a *app) serveConfig(f serveFlags) (web.Config, error) {
	reg, err := a.registry()
	if err != nil {
		return web.Config{}, err
	}
	config := web.Config{Registry: reg, Version: programVersion(build()), Log: slog.New(slog.NewTextHandler(a.err, nil)), Limits: f.limits}
	if f.reportTo != "" {
		if config.ReportTo, err = web.ReadReportTo(f.reportTo); err != nil {
			return web.Config{}, usageError{fmt.Errorf("--report-to %w", err)}
		}
	}
	if len(a.followed()) == 0 {
		config.DatasetVersion = a.edition()
	}
	if f.tokenFile != "" {
		if config.Editors, err = readEditors(f.tokenFile); err != nil {
			return web.Config{}, err
		}
		if f.journal != "" {
			config.EntriesFile = f.journal + ".desk"
		}
	}
	return config, nil
}

// readEditors reads who may add claims.
func readEditors(file string) ([]web.Editor, error) {
	tokens, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	editors, err := web.ReadEditors(string(tokens))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return editors, nil
}

// keepInJournal lets a server keep claims in a journal, which end closes.
func (a *app) keepInJournal(f serveFlags, config *web.Config) (end func() error, err error) {
	j, err := journal.Open(f.journal, config.Registry, journal.Options{})
	if err != nil {
		return nil, err
	}
	config.Add, config.Writable = j.Add, j.Err
	return j.Close, nil
}

// followLog lets a server show the claims of a log, and keep claims in it, until end
// is called. If following ends by itself, it calls stop.
func followLog(ctx context.Context, stop func(), f serveFlags, address net.Addr, config *web.Config) (end func() error, err error) {
	follow := jetstream.Config{Log: f.nats.log, Name: f.name, Archive: f.archive}
	if follow.Name == "" {
		follow.Name = nameAt(address)
	}
	r, err := newReplica(&f.nats, follow, config.Registry, config.Log)
	if err != nil {
		return nil, err
	}
	config.Currency, config.Metrics = r.currency, []prometheus.Collector{r.metrics()}
	if f.tokenFile != "" {
		config.Add = r.add
	}
	following, cancel := context.WithCancel(context.WithoutCancel(ctx))
	done := make(chan error, 1)
	go func() {
		done <- r.run(following)
		stop()
	}()
	return func() error {
		cancel()
		return <-done
	}, nil
}

// nameAt returns a name for a server that listens at an address: one that it has
// again when it is started anew.
func nameAt(address net.Addr) string {
	host, err := os.Hostname()
	if err != nil {
		host = "unknown"
	}
	_, port, err := net.SplitHostPort(address.String())
	if err != nil {
		return host
	}
	return net.JoinHostPort(host, port)
}
