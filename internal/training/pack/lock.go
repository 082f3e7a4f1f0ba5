package pack

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/pbkdf2"
	"crypto/sha256"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/motbilde/motbilde/internal/words"
)

// Every sealed entry has a key of its own, by which AES-256-GCM seals its bytes.
// That key is wrapped once for each lock that opens the entry, in the same way.
// A lock's key is PBKDF2 (RFC 8018) of its word, or stands openly in pack.json:
//
//	word ──PBKDF2──▶ lock's key ──unwraps──▶ entry's key ──opens──▶ bytes
//
// A word that can be spoken has few bits and whoever has the file can try words
// for as long as they like, so this hides answers and protects nothing.

// The locks.
const (
	openLock    = "open"    // its key stands in the pack
	trainerLock = "trainer" // opens everything
)

// stepLock names the lock of a step.
func stepLock(number int) string { return "step-" + strconv.Itoa(number) }

const (
	keyBytes   = 32
	saltBytes  = 16
	nonceBytes = 12
	// rounds of PBKDF2 when a pack is made: some 50 ms on a slow laptop, which
	// nobody waits for. A reader goes up to mostRounds, so that no pack can make it
	// work for minutes.
	rounds     = 100_000
	mostRounds = 1_000_000
)

// Spoken brings a word to the form that opens a lock: as it sounds, without
// capitals, accents and stray spaces.
func Spoken(word string) string { return strings.Join(strings.Fields(words.Fold(word)), " ") }

// newLocks makes a lock for each word, and the open one. Two locks can't have
// the same word, and none an empty one.
func newLocks(random io.Reader, named map[string]string, rounds int) (salt []byte, forms []lockForm, keys map[string][]byte, err error) {
	salt = make([]byte, saltBytes)
	open := make([]byte, keyBytes)
	for _, b := range [][]byte{salt, open} {
		if _, err := io.ReadFull(random, b); err != nil {
			return nil, nil, nil, fmt.Errorf("making a pack's keys: %w", err)
		}
	}
	forms, keys = []lockForm{{ID: openLock, Key: open}}, map[string][]byte{openLock: open}
	seen := map[string]bool{}
	for _, id := range slices.Sorted(maps.Keys(named)) {
		word := Spoken(named[id])
		if word == "" || seen[word] {
			return nil, nil, nil, &Error{Kind: BadWord, Detail: named[id]}
		}
		seen[word] = true
		key, err := derive(word, salt, rounds)
		if err != nil {
			return nil, nil, nil, err
		}
		check, err := wrap(random, key, id, "", nil)
		if err != nil {
			return nil, nil, nil, err
		}
		keys[id] = key
		forms = append(forms, lockForm{ID: id, Rounds: rounds, Check: check})
	}
	return salt, forms, keys, nil
}

func derive(word string, salt []byte, rounds int) ([]byte, error) {
	key, err := pbkdf2.Key(sha256.New, word, salt, rounds, keyBytes)
	if err != nil {
		return nil, fmt.Errorf("making a key of a word: %w", err)
	}
	return key, nil
}

func gcm(key []byte) cipher.AEAD {
	block, err := aes.NewCipher(key)
	if err != nil {
		panic("pack: " + err.Error()) // every key has 32 bytes
	}
	aead, err := cipher.NewGCM(block)
	if err != nil {
		panic("pack: " + err.Error()) // AES has blocks of 16 bytes
	}
	return aead
}

// encrypt returns a nonce and the data, sealed so that they hold for that
// purpose alone.
func encrypt(random io.Reader, key []byte, purpose string, data []byte) ([]byte, error) {
	out := make([]byte, nonceBytes, nonceBytes+len(data)+16)
	if _, err := io.ReadFull(random, out); err != nil {
		return nil, fmt.Errorf("sealing %q: %w", purpose, err)
	}
	return gcm(key).Seal(out, out, data, []byte(purpose)), nil
}

// decrypt is the way back; ok is false where the key or the purpose is another, or a byte changed.
func decrypt(key []byte, purpose string, sealed []byte) (data []byte, ok bool) {
	if len(key) != keyBytes || len(sealed) < nonceBytes {
		return nil, false
	}
	data, err := gcm(key).Open(nil, sealed[:nonceBytes], sealed[nonceBytes:], []byte(purpose))
	return data, err == nil
}

// sealed seals an entry with a new key.
func sealed(random io.Reader, entry string, data []byte) (out, content []byte, err error) {
	content = make([]byte, keyBytes)
	if _, err := io.ReadFull(random, content); err != nil {
		return nil, nil, fmt.Errorf("sealing %q: %w", entry, err)
	}
	out, err = encrypt(random, content, "entry "+entry, data)
	return out, content, err
}

// wrap seals an entry's key for a lock; without an entry it is the lock's check.
func wrap(random io.Reader, key []byte, lock, entry string, content []byte) ([]byte, error) {
	return encrypt(random, key, "lock "+lock+" "+entry, content)
}

func unwrap(key []byte, lock, entry string, wrapped []byte) (content []byte, ok bool) {
	return decrypt(key, "lock "+lock+" "+entry, wrapped)
}
