package bot

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"

	"guanxi/bot/desk"
	"guanxi/profile"
	"guanxi/profile/store"

	"github.com/fxamacker/cbor/v2"
)

// Audit returns all that a store has of what people did that can be asked about later, the oldest first.
func Audit(ctx context.Context, s store.Store) ([]desk.Audit, error) {
	var all []desk.Audit
	for shard := range uint8(profile.Shards) {
		acts, err := s.Range(ctx, desk.AuditIn(shard), 0, endOfTime, math.MaxInt32)
		if err != nil {
			return nil, fmt.Errorf("read the audit of shard %d: %w", shard, err)
		}
		for _, e := range acts {
			var a desk.Audit
			if err := cbor.Unmarshal(e.Value, &a); err != nil {
				return nil, fmt.Errorf("read the audit's entry %s: %w", e.ID, err)
			}
			all = append(all, a)
		}
	}
	slices.SortStableFunc(all, func(a, b desk.Audit) int { return cmp.Compare(a.At, b.At) })
	return all, nil
}
