package tiny

import "testing"

func TestTested(t *testing.T) {
	for n, want := range map[int]bool{2: false, 3: false, 4: true, 5: true} {
		if got := Tested(n); got != want {
			t.Errorf("Tested(%d) is %v", n, got)
		}
	}
}

func TestCalled(*testing.T) { Called(2) }

func TestJoined(t *testing.T) {
	if got := Joined("a", "b"); got != "ab" {
		t.Errorf("a and b are %q", got)
	}
}

func TestCounted(t *testing.T) {
	if got := Counted(0, 1, 2); got != 3 {
		t.Errorf("1 and 2 are %d", got)
	}
}

func TestMade(t *testing.T) {
	if got := Made(func() int { return 7 }); got != 7 {
		t.Errorf("7 is %d", got)
	}
}
