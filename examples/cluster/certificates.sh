#!/bin/sh
# Makes certificates in the directory certificates: of an authority, of the servers
# n1, n2 and n3, and of those who connect. What is there already is kept.
#
#   ./certificates.sh [ADDRESS-OF-n1 ADDRESS-OF-n2 ADDRESS-OF-n3]
#
# An address is a name or a number by which clients and servers reach a server;
# without them 127.0.0.1 for all. Give each machine its own certificate, its key and
# ca.pem, and keep ca.key away from all of them. They hold for 825 days.
set -eu
umask 077
mkdir -p certificates
cd certificates

if [ ! -e ca.key ]; then
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout ca.key -out ca.pem \
    -days 3650 -subj "/CN=border authority" -addext "keyUsage=critical,keyCertSign,cRLSign" 2>/dev/null
fi

# certificate NAME EXTENSIONS makes one for the user CN=NAME.
certificate() {
  [ ! -e "$1.pem" ] || return 0
  openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout "$1.key" -out "$1.csr" -subj "/CN=$1" 2>/dev/null
  printf '%s\n' "$2" >"$1.ext"
  openssl x509 -req -in "$1.csr" -CA ca.pem -CAkey ca.key -CAcreateserial -days 825 -extfile "$1.ext" -out "$1.pem" 2>/dev/null
  rm "$1.csr" "$1.ext"
  echo "certificates/$1.pem"
}

# server NAME ADDRESS makes one for a server, which is a client of the others, too.
server() {
  case "$2" in
    *[!0-9.]*) names="DNS:$2" ;;
    *) names="IP:$2" ;;
  esac
  certificate "$1" "extendedKeyUsage=serverAuth,clientAuth
subjectAltName=$names"
}

server n1 "${1:-127.0.0.1}"
server n2 "${2:-127.0.0.1}"
server n3 "${3:-127.0.0.1}"
for user in crossings reader admin system; do
  certificate "$user" "extendedKeyUsage=clientAuth"
done
