#!/usr/bin/env bash
# sign-windows.sh FILE... - signs Windows programs where they lie, and checks
# what came of it. Without a key it says so and leaves them as they are.
#
#   MOTBILDE_SIGN_CERTS      certificates, PEM: the publisher's first, then its chain
#   MOTBILDE_SIGN_KEY        the private key, PEM, or its pkcs11: address on a token
#   MOTBILDE_SIGN_MODULE     the token's PKCS #11 library, where the key is on one
#   MOTBILDE_SIGN_PASS_FILE  a file with the key's password, where it has one
#   MOTBILDE_SIGN_TIME       a time-stamp server (RFC 3161); without it nobody is
#                            asked, and the signature ends with its certificate
#   MOTBILDE_SIGN_ROOTS      certificates to check against (default: the system's)
set -euo pipefail
cd "$(dirname "$0")/../.."

if [ -z "${MOTBILDE_SIGN_KEY:-}" ]; then
  echo "Not signed, as MOTBILDE_SIGN_KEY names no key: $*" >&2
  exit 0
fi
: "${MOTBILDE_SIGN_CERTS:?names the certificates that belong to the key}"

how=(-certs "$MOTBILDE_SIGN_CERTS" -h sha256 -n Motbilde -i https://github.com/motbilde/motbilde)
if [ -n "${MOTBILDE_SIGN_MODULE:-}" ]; then
  how+=(-pkcs11module "$MOTBILDE_SIGN_MODULE")
fi
how+=(-key "$MOTBILDE_SIGN_KEY")
[ -z "${MOTBILDE_SIGN_PASS_FILE:-}" ] || how+=(-readpass "$MOTBILDE_SIGN_PASS_FILE")
[ -z "${MOTBILDE_SIGN_TIME:-}" ] || how+=(-ts "$MOTBILDE_SIGN_TIME")

for file in "$@"; do
  made=$(mktemp "$file.XXXXXX")
  trap 'rm -f "$made"' EXIT
  rm "$made" # osslsigncode writes no file that is there
  osslsigncode sign "${how[@]}" -in "$file" -out "$made"
  osslsigncode verify ${MOTBILDE_SIGN_ROOTS:+-CAfile "$MOTBILDE_SIGN_ROOTS"} -in "$made" >/dev/null || {
    echo "The signature of $file does not hold: osslsigncode verify -in says why." >&2
    exit 1
  }
  chmod --reference="$file" "$made"
  mv "$made" "$file"
  echo "Signed: $file"
done
