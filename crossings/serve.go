package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os"
	"os/signal"
	"syscall"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/web"
	"github.com/crossingstatus/border/journal"
	"github.com/spf13/cobra"
)

func newServeCommand(a *app) *cobra.Command {
	var address, file, tokenFile string
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Serve pages for people and an HTTP API for programs",
		Long: `serve opens a site with a map, timelines and every claim, in English and Arabic,
and an API under /api/v1 that answers with the JSON of --json. It prints the
address at which it listens, and ends at an interrupt, once requests under way are
done. Nothing is asked of any other machine.

Anybody may read. With --journal and --write-token-file, those who know the token
in that file may add claims, too, which the journal keeps.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if a.known != "" || a.asOf != "" || len(a.on) > 0 || a.json {
				return usageError{errors.New("serve answers for any day and any day of knowledge; ask with on and known in the address")}
			}
			if (file == "") != (tokenFile == "") {
				return usageError{errors.New("--journal and --write-token-file go together")}
			}
			return a.serve(cmd.Context(), address, file, tokenFile)
		},
	}
	cmd.Flags().StringVar(&address, "addr", "127.0.0.1:8080", "listen at this `host:port`; port 0 takes a free one")
	cmd.Flags().StringVar(&file, "journal", "", "keep claims that are sent in this journal `file`")
	cmd.Flags().StringVar(&tokenFile, "write-token-file", "", "let those add claims who know the token in this `file`")
	return cmd
}

// serve serves until ctx is done or the program is interrupted.
func (a *app) serve(ctx context.Context, address, file, tokenFile string) (err error) {
	if ctx == nil {
		ctx = context.Background()
	}
	ctx, stop := signal.NotifyContext(ctx, syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	reg, err := a.registry()
	if err != nil {
		return err
	}
	config := web.Config{Registry: reg, Log: slog.New(slog.NewTextHandler(a.err, nil))}
	if a.dataset == "" && len(a.data)+len(a.add) == 0 {
		config.DatasetVersion = border.DatasetVersion()
	}
	if file != "" {
		token, err := os.ReadFile(tokenFile)
		if err != nil {
			return err
		}
		j, err := journal.Open(file, reg, journal.Options{})
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, j.Close()) }()
		config.Add, config.Token = j.Add, bytes.TrimSpace(token)
	}
	server, err := web.New(config)
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", address)
	if err != nil {
		server.Close()
		return fmt.Errorf("--addr %q: %w", address, err)
	}
	fmt.Fprintf(a.out, "listening at http://%s\n", listener.Addr())
	return server.Serve(ctx, listener)
}
