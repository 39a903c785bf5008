package store

// How numbers lie in keys and values: the same in both engines.

import "encoding/binary"

// versionSize is how many bytes of a stored record come before its value: the version, big endian.
const versionSize = 8

// appendKey appends what names a record, or a list, among all: shard and name.
func appendKey(b []byte, k Key) []byte {
	return append(append(b, k.Shard), k.Name...)
}

// appendPlace appends what names an entry: shard, list, NUL, score and id. No record has this name, for none has a NUL.
func appendPlace(b []byte, list Key, e *Entry) []byte {
	b = append(appendKey(b, list), 0)
	return append(appendScore(b, e.Score), e.ID...)
}

// appendScore appends 8 bytes that sort as the scores do: the sign bit is flipped, so that negative ones come first.
func appendScore(b []byte, score int64) []byte {
	return binary.BigEndian.AppendUint64(b, uint64(score)^(1<<63))
}

func score(b []byte) int64 {
	return int64(binary.BigEndian.Uint64(b) ^ (1 << 63))
}

// version returns the version of a stored record; 0 for none.
func version[T ~string | ~[]byte](stored T) uint64 {
	if len(stored) < versionSize {
		return 0
	}
	var v uint64
	for i := range versionSize {
		v = v<<8 | uint64(stored[i])
	}
	return v
}
