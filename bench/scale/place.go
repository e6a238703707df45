package main

import "slices"

// A machine has partitions, and answers a share of the readers of each.
type machine struct {
	has    map[int]bool // by number of the partition
	claims int          // a year
	reads  float64
}

// A placing says which machines have which partition.
type placing struct {
	partitions []partition
	machines   []machine
	holders    [][]int // of each partition
}

// place puts each partition, the greatest first, on as many machines as there
// shall be copies, each time on those that have the least. Readers are spread
// evenly over the machines that have what they ask about.
func place(partitions []partition, machines, copies int) *placing {
	p := &placing{partitions: partitions, machines: make([]machine, machines), holders: make([][]int, len(partitions))}
	for i := range p.machines {
		p.machines[i].has = make(map[int]bool)
	}
	for i := range partitions {
		for range min(copies, machines) {
			p.put(i, -1)
		}
	}
	p.spreadReaders()
	return p
}

// put puts a partition on the machine that has the least of those without it,
// except on one that is lost.
func (p *placing) put(i, lost int) {
	least := -1
	for m := range p.machines {
		if m != lost && !p.machines[m].has[i] && (least < 0 || p.machines[m].claims < p.machines[least].claims) {
			least = m
		}
	}
	if least < 0 {
		return
	}
	p.machines[least].has[i] = true
	p.machines[least].claims += p.partitions[i].claims
	p.holders[i] = append(p.holders[i], least)
}

func (p *placing) spreadReaders() {
	for m := range p.machines {
		p.machines[m].reads = 0
	}
	for i, holders := range p.holders {
		for _, m := range holders {
			p.machines[m].reads += p.partitions[i].reads / float64(len(holders))
		}
	}
}

// lose takes a machine away. Its readers go to the other holders at once; how many
// partitions nobody holds is returned. Then each of its partitions is put on
// another machine, which reads it from the log.
func (p *placing) lose(lost int) (unserved int, atOnce float64, moved int) {
	for i := range p.holders {
		if p.machines[lost].has[i] {
			p.holders[i] = slices.DeleteFunc(p.holders[i], func(m int) bool { return m == lost })
			moved += p.partitions[i].claims
			if len(p.holders[i]) == 0 {
				unserved++
			}
		}
	}
	had := p.machines[lost].has
	p.machines[lost] = machine{has: map[int]bool{}}
	p.spreadReaders()
	atOnce = p.busiest()
	for i := range p.partitions {
		if had[i] {
			p.put(i, lost)
		}
	}
	p.spreadReaders()
	return unserved, atOnce, moved
}

// fullest returns the most claims that a machine has.
func (p *placing) fullest() (most int) {
	for _, m := range p.machines {
		most = max(most, m.claims)
	}
	return most
}

// busiest returns the most questions a second that a machine answers.
func (p *placing) busiest() (most float64) {
	for _, m := range p.machines {
		most = max(most, m.reads)
	}
	return most
}
