package store

import "context"

// Open opens the engine that the settings choose: Redis where redisURL names one, else bbolt in folder. The strings
// are Redis's warnings, for the log.
func Open(ctx context.Context, folder, redisURL string) (Store, []string, error) {
	if redisURL == "" {
		s, err := OpenBolt(folder)
		if err != nil {
			return nil, nil, err
		}
		return s, nil, nil
	}
	s, err := OpenRedis(ctx, redisURL)
	if err != nil {
		return nil, nil, err
	}
	return s, s.Warnings(), nil
}
