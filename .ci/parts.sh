# What .ci/run and .ci/long share: parts that run by name and are told at the end.
# A part is a function part_NAME; a line PART NAME BUDGET tells how many seconds it
# should take at most on two cores of which nobody else takes any.
PATH="$PATH:$(go env GOPATH)/bin"
names=()
declare -A budget

PART() {
  names+=("$1")
  budget[$1]=$2
}

# fuzz_targets PACKAGE prints the names of a package's fuzz targets.
fuzz_targets() {
  grep -ohs '^func Fuzz[A-Za-z0-9_]*' "$(go list -f '{{.Dir}}' "$1")"/*_test.go | sed 's/^func //' | sort -u
}

# packages_with_fuzz prints the packages of the workspace that have a fuzz target.
packages_with_fuzz() {
  local package
  for package in $(go list work); do
    [ -z "$(fuzz_targets "$package")" ] || echo "$package"
  done
}

# asked NAME... fails unless each is a part.
asked() {
  local name
  for name in "$@"; do
    [ -n "${budget[$name]:-}" ] || { echo "no part $name; there are ${names[*]}" >&2; exit 2; }
  done
}
