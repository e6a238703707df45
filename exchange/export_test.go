package exchange

// ParseRows returns the cells of CSV with commas, as they are written.
func ParseRows(data []byte) (rows [][]string) {
	var r row
	for len(data) > 0 {
		n, _, err := r.parse(data, ',', true)
		if err != nil {
			panic(err)
		}
		cells := make([]string, r.cells())
		for i := range cells {
			cells[i] = string(r.cell(i))
		}
		rows, data = append(rows, cells), data[n:]
	}
	return rows
}
