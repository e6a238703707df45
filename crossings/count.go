package main

import "fmt"

// claimCount returns "1 claim" or "3 claims".
func claimCount(n int) string { return counted(n, "claim") }

// counted returns a number of things: "1 row" or "3 rows".
func counted(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}
