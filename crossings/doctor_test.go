package main

import (
	"bytes"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/crossingstatus/border/crossings/jetstream"
	"github.com/crossingstatus/border/crossings/words"
	"github.com/crossingstatus/border/edtf"
	natsjs "github.com/nats-io/nats.go/jetstream"
	"github.com/stretchr/testify/require"
)

var doctorTests = []struct {
	name    string
	report  jetstream.Report
	payload int64
	want    string
}{
	{
		name: "well",
		report: jetstream.Report{Stream: natsjs.StreamConfig{Name: "BORDER", Replicas: 3}, Head: 12345, Servers: []jetstream.Server{
			{Monitor: "http://n1:8222", Name: "n1", Version: "2.15.2", SyncsAll: true, HasLog: true, Messages: 12345, First: 1, Last: 12345},
			{Monitor: "http://n2:8222", Name: "n2", Version: "2.15.2", SyncsAll: true, HasLog: true, Messages: 12345, First: 1, Last: 12345},
			{Monitor: "http://n3:8222", Name: "n3", Version: "2.15.2", SyncsAll: true, HasLog: true, Messages: 12344, First: 1, Last: 12344},
		}},
		payload: 2 << 20,
		want: `stream BORDER: log border, 12345 messages, 3 replicas
  well
server n1: version 2.15.2 at http://n1:8222, 12345 messages, the last 12345
  well
server n2: version 2.15.2 at http://n2:8222, 12345 messages, the last 12345
  well
server n3: version 2.15.2 at http://n3:8222, 12344 messages, the last 12344
  well
no faults
`,
	},
	{
		name: "faults of the stream, of a server and of one that does not answer",
		report: jetstream.Report{Stream: natsjs.StreamConfig{Name: "BORDER", Replicas: 1}, Head: 7, Servers: []jetstream.Server{
			{Monitor: "http://n1:8222", Name: "n1", Version: "2.15.2", HasLog: true, Messages: 7, First: 1, Last: 7},
			{Monitor: "http://n2:8222", Name: "n2", Version: "2.15.2", SyncsAll: true},
		}, Faults: []jetstream.Fault{
			{Where: "stream BORDER", Message: "has 1 replicas; want 3, so that one can be lost"},
			{Where: "stream BORDER", Message: "lets messages be deleted; want deny_delete"},
			{Where: "server at http://n3:8222", Message: "connection refused"},
			{Where: "server n1", Message: "acknowledges before its disk has what it acknowledges; set sync_interval: always"},
		}},
		payload: 1 << 20,
		want: `stream BORDER: log border, 7 messages, 1 replicas
  fault: has 1 replicas; want 3, so that one can be lost
  fault: lets messages be deleted; want deny_delete
server n1: version 2.15.2 at http://n1:8222, 7 messages, the last 7
  fault: acknowledges before its disk has what it acknowledges; set sync_interval: always
  fault: takes messages of at most 1048576 bytes, and a claim may have 1048576; set max_payload: 2MB
server n2: version 2.15.2 at http://n2:8222, nothing of the log
  well
server at http://n3:8222
  fault: connection refused
5 faults
`,
	},
}

func TestDoctorPrints(t *testing.T) {
	for _, tt := range doctorTests {
		t.Run(tt.name, func(t *testing.T) {
			d := diagnosed("border", tt.report, "n1", tt.payload)
			wantErr := error(nil)
			if len(d.Faults) > 0 {
				wantErr = errFaults
			}
			var out bytes.Buffer
			require.Equal(t, wantErr, (&app{out: &out}).printDiagnosis(d))
			require.Equal(t, tt.want, out.String())

			out.Reset()
			require.Equal(t, wantErr, (&app{out: &out, json: true}).printDiagnosis(d))
			requireValid(t, schemas(t)["doctor"], out.String())
			require.Equal(t, 1, strings.Count(out.String(), "\n"))
		})
	}
}

func TestDoctorRefuses(t *testing.T) {
	for _, tt := range []struct {
		args   []string
		status int
		want   string
	}{
		{nil, 2, "crossings: doctor needs --nats, the servers to look at\n"},
		{[]string{"--nats", "nats://127.0.0.1:1", "--on", "2020-01-01"}, 2, "crossings: --on has no meaning with doctor\n"},
		{[]string{"--nats", "127.0.0.1"}, 2, "crossings: --nats \"127.0.0.1\": want servers as nats://host:4222, with commas between them\n"},
		{[]string{"--nats", "nats://127.0.0.1:1"}, 1, "crossings: --nats nats://127.0.0.1:1: nats: no servers available for connection\n"},
	} {
		r := crossings(t, "", append([]string{"doctor"}, tt.args...)...)
		require.Equal(t, tt.want, strings.TrimSuffix(r.stderr, "Run 'crossings --help' for usage.\n"))
		require.Equal(t, tt.status, r.status)
		require.Empty(t, r.stdout)
	}
}

func TestMonitorsOfServers(t *testing.T) {
	f := natsFlags{servers: "nats://n1:4222,tls://user:secret@n2:4333,nats://10.0.0.3"}
	require.Equal(t, []string{"http://n1:8222", "http://n2:8222", "http://10.0.0.3:8222"}, f.monitors())
}

// In Arabic doctor says where a fault is, what it is and what to do; names, versions and addresses stay.
func TestDoctorInArabic(t *testing.T) {
	var out bytes.Buffer
	tt := doctorTests[1]
	require.Equal(t, errFaults, (&app{out: &out, language: edtf.Arabic}).printDiagnosis(diagnosed("border", tt.report, "n1", tt.payload)))
	require.Equal(t, `التدفق BORDER: السجل border، الرسائل 7، النسخ 1
  خلل: عدد النسخ 1؛ المطلوب 3، لتُحتمل خسارة واحدة
  خلل: يسمح بحذف رسائل؛ المطلوب deny_delete
الخادم n1: الإصدار 2.15.2 على HTTP://n1:8222، رسائله 7، آخرها رقم 7
  خلل: يقرّ بالتسلّم قبل أن يصير ما تسلّمه على قرصه؛ اضبط SET
  خلل: لا يقبل رسائل أطول من 1048576 بايت، وقد تبلغ الإفادة 1048576؛ اضبط MAX
الخادم n2: الإصدار 2.15.2 على HTTP://n2:8222، ليس لديه شيء من السجل
  سليم
الخادم على http://n3:8222
  خلل: رُفض الاتصال
5 أخطاء
`, strings.NewReplacer("\u2066http", "HTTP", "8222\u2069", "8222", "\u2068sync_interval: always\u2069", "SET", "\u2068max_payload: 2MB\u2069", "MAX").Replace(out.String()))
}

var (
	faultFormat = regexp.MustCompile(`fault\(.*?"((?:is|has|its|lets|lacks|drops|holds|takes|answers|renames|acknowledges|begins|runs|was|%d of its)\b[^"]*)"`)
	reasonText  = regexp.MustCompile(`(?:Sprintf\(|return |errors\.New\()"([a-z%][^"]{12,})"`)
)

// Everything that doctor can find, and every reason for which a follower waits, has an Arabic form.
func TestFaultsAndReasonsHaveArabic(t *testing.T) {
	for file, format := range map[string]*regexp.Regexp{"jetstream/examine.go": faultFormat, "jetstream/config.go": faultFormat, "jetstream/poll.go": reasonText} {
		source, err := os.ReadFile(file)
		require.NoError(t, err)
		found := format.FindAllStringSubmatch(string(source), -1)
		require.Greater(t, len(found), 5, file)
		for _, m := range found {
			message := strings.NewReplacer("for%s", "for", "%q", `"n1"`, "%d..%d", "1..7", "%d", "7", "%v ago", "3s ago", "%v", "3s", "%s", "n1").Replace(m[1])
			require.Regexp(t, `^[\p{Arabic}\x{200e}\x{200f}]`, words.Problem(edtf.Arabic, message), "%s: %q", file, m[1])
		}
	}
}
