package main

import (
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/url"
	"os"
	"strings"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/spf13/cobra"
)

// natsFlags say where the servers of a log are, and who asks.
type natsFlags struct {
	servers, log     string
	creds            string
	authority        string
	certificate, key string
}

// register adds the flags to a command.
func (f *natsFlags) register(cmd *cobra.Command, servers string) {
	cmd.Flags().StringVar(&f.servers, "nats", "", servers)
	cmd.Flags().StringVar(&f.log, "log", "border", "the `name` of the log")
	cmd.Flags().StringVar(&f.creds, "nats-creds", "", "connect with the credentials of this `file`")
	cmd.Flags().StringVar(&f.certificate, "nats-cert", "", "connect with the certificate of this `file`")
	cmd.Flags().StringVar(&f.key, "nats-key", "", "the `file` of that certificate's key")
	cmd.Flags().StringVar(&f.authority, "nats-ca", "", "take servers with a certificate of the authorities of this `file`")
}

// check refuses flags that do not go together. Others are those of the command
// which have no meaning without --nats either.
func (f *natsFlags) check(cmd *cobra.Command, others ...string) error {
	for _, name := range append([]string{"log", "nats-creds", "nats-cert", "nats-key", "nats-ca"}, others...) {
		if f.servers == "" && cmd.Flags().Changed(name) {
			return usageError{fmt.Errorf("--%s has no meaning without --nats", name)}
		}
	}
	if (f.certificate == "") != (f.key == "") {
		return usageError{errors.New("--nats-cert and --nats-key go together")}
	}
	for server := range strings.SplitSeq(f.servers, ",") {
		u, err := url.Parse(server)
		if f.servers != "" && (err != nil || u.Host == "" || u.Scheme != "nats" && u.Scheme != "tls") {
			return usageError{fmt.Errorf("--nats %q: want servers as nats://host:4222, with commas between them", f.hidden())}
		}
	}
	return nil
}

// hidden returns the servers without the passwords.
func (f *natsFlags) hidden() string {
	var list []string
	for server := range strings.SplitSeq(f.servers, ",") {
		if u, err := url.Parse(server); err == nil {
			server = u.Redacted()
		} else if i := strings.LastIndexByte(server, '@'); i >= 0 {
			server = "…" + server[i:]
		}
		list = append(list, server)
	}
	return strings.Join(list, ",")
}

// connect connects to one of the servers. A connection that is lost is made anew,
// for ever.
func (f *natsFlags) connect(name string, options ...nats.Option) (*nats.Conn, error) {
	options = append([]nats.Option{
		nats.Name(name), nats.MaxReconnects(-1), nats.ReconnectWait(250 * time.Millisecond), nats.IgnoreAuthErrorAbort(),
		nats.Timeout(2 * time.Second), nats.PingInterval(2 * time.Second), nats.MaxPingsOutstanding(3),
	}, options...)
	for _, file := range []struct {
		flag, name string
		option     func() nats.Option
	}{
		{"nats-creds", f.creds, func() nats.Option { return nats.UserCredentials(f.creds) }},
		{"nats-ca", f.authority, func() nats.Option { return nats.RootCAs(f.authority) }},
		{"nats-cert", f.certificate, func() nats.Option { return nats.ClientCert(f.certificate, f.key) }},
		{"nats-key", f.key, nil},
	} {
		if file.name == "" {
			continue
		}
		if _, err := os.ReadFile(file.name); err != nil {
			return nil, fmt.Errorf("--%s: %w", file.flag, err)
		}
		if file.option != nil {
			options = append(options, file.option())
		}
	}
	nc, err := nats.Connect(f.servers, options...)
	if err != nil {
		return nil, fmt.Errorf("--nats %s: %w", f.hidden(), advisedOnConnecting(err))
	}
	return nc, nil
}

// connectPatiently connects, or goes on trying if no server answers. That one
// refuses who asks is an error: waiting would not help.
func (f *natsFlags) connectPatiently(name string, options ...nats.Option) (*nats.Conn, error) {
	nc, err := f.connect(name, options...)
	if err != nil && isUnreachable(err) {
		return f.connect(name, append(options, nats.RetryOnFailedConnect(true))...)
	}
	return nc, err
}

// isUnreachable reports whether an error of connecting may be gone when a server
// is up.
func isUnreachable(err error) bool {
	if isRefusedCertificate(err) {
		return false
	}
	_, isNet := errors.AsType[net.Error](err)
	return isNet || errors.Is(err, nats.ErrNoServers) || errors.Is(err, nats.ErrTimeout)
}

// isRefusedCertificate reports whether a server has refused a certificate, or the
// lack of one. With TLS 1.3 that may show only in what comes after the handshake.
func isRefusedCertificate(err error) bool {
	if strings.Contains(err.Error(), "closed by remote after TLS handshake") {
		return true
	}
	operation, ok := errors.AsType[*net.OpError](err)
	return ok && operation.Op == "remote error"
}

// advisedOnConnecting says with an error of connecting what helps.
func advisedOnConnecting(err error) error {
	var authority x509.UnknownAuthorityError
	var host x509.HostnameError
	switch {
	case errors.Is(err, nats.ErrAuthorization), errors.Is(err, nats.ErrAuthExpired), errors.Is(err, nats.ErrAuthRevoked):
		return fmt.Errorf("%w\nThe server does not know who asks: see --nats-creds, --nats-cert with --nats-key, or the user and password in --nats", err)
	case isRefusedCertificate(err):
		return fmt.Errorf("%w\nThe server wants a certificate of its authority: see --nats-cert and --nats-key", err)
	case errors.As(err, &authority):
		return fmt.Errorf("%w\nThe server's certificate is of an authority that is not known here: see --nats-ca", err)
	case errors.As(err, &host):
		return fmt.Errorf("%w\nThe server's certificate is for other names: name the server as the certificate does", err)
	case errors.Is(err, nats.ErrSecureConnWanted):
		return fmt.Errorf("%w\nThe server speaks no TLS: leave out --nats-ca and --nats-cert, or switch TLS on there", err)
	}
	return err
}
