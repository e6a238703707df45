package exchange_test

import (
	"bytes"
	"io"
	"slices"
	"testing"

	"github.com/crossingstatus/border/exchange"
	"github.com/stretchr/testify/require"
)

func BenchmarkWriteCSV(b *testing.B) {
	all := slices.Collect(dataset(b).All())
	var size bytes.Buffer
	require.NoError(b, exchange.WriteCSV(&size, slices.Values(all)))
	b.SetBytes(int64(size.Len()))
	b.ReportAllocs()
	for b.Loop() {
		require.NoError(b, exchange.WriteCSV(io.Discard, slices.Values(all)))
	}
}

func BenchmarkReadCSV(b *testing.B) {
	var sheet bytes.Buffer
	require.NoError(b, exchange.WriteCSV(&sheet, dataset(b).All()))
	b.SetBytes(int64(sheet.Len()))
	b.ReportAllocs()
	for b.Loop() {
		for _, err := range (exchange.Reader{}).Claims(bytes.NewReader(sheet.Bytes())) {
			require.NoError(b, err)
		}
	}
}
