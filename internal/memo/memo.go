// Package memo owns Cache: derived values kept under a key that names their
// content, bounded by bytes. It promises that a value is made once however many
// ask for it at the same time, that nobody's leaving spoils it for those who
// still wait, and that the cache may be thrown away at any moment.
package memo

import (
	"container/list"
	"context"
	"fmt"
	"sync"
)

// Cache keeps the most recently used values up to a limit in bytes. It may be
// used by several goroutines at the same time.
type Cache[V any] struct {
	limit int64
	cost  func(V) int64

	mu      sync.Mutex
	kept    map[string]*list.Element // of *entry[V]
	order   list.List                // front: used last
	held    int64
	flights map[string]*flight[V]
}

type entry[V any] struct {
	key   string
	value V
	cost  int64
}

// flight is one computation under way and those who wait for it.
type flight[V any] struct {
	waiting int
	cancel  context.CancelFunc
	done    chan struct{}
	value   V
	err     error
}

// New returns a cache that keeps at most limit bytes, where cost tells the
// bytes of one value. A value dearer than the limit is made and handed out, but
// not kept.
func New[V any](limit int64, cost func(V) int64) *Cache[V] {
	return &Cache[V]{limit: limit, cost: cost, kept: map[string]*list.Element{}, flights: map[string]*flight[V]{}}
}

// Get returns the value of that key, from the cache or by calling produce. All
// who ask while it is being made share one call. Its context ends when the last
// of them has left; an error goes to all of them and is not kept. A panic in
// produce becomes an error.
func (c *Cache[V]) Get(ctx context.Context, key string, produce func(context.Context) (V, error)) (V, error) {
	var none V
	if err := ctx.Err(); err != nil {
		return none, err
	}
	c.mu.Lock()
	if e, ok := c.kept[key]; ok {
		c.order.MoveToFront(e)
		value := e.Value.(*entry[V]).value
		c.mu.Unlock()
		return value, nil
	}
	f, ok := c.flights[key]
	if !ok {
		f = c.take(ctx, key, produce)
	}
	f.waiting++
	c.mu.Unlock()

	select {
	case <-f.done:
		return f.value, f.err
	case <-ctx.Done():
		c.leave(key, f)
		return none, ctx.Err()
	}
}

// Peek returns the value if it is kept, without making it.
func (c *Cache[V]) Peek(key string) (V, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if e, ok := c.kept[key]; ok {
		c.order.MoveToFront(e)
		return e.Value.(*entry[V]).value, true
	}
	var none V
	return none, false
}

// Drop forgets the value of that key, where something else has taken its place.
func (c *Cache[V]) Drop(key string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if e, ok := c.kept[key]; ok {
		c.remove(e)
	}
}

// Clear forgets all values.
func (c *Cache[V]) Clear() {
	c.mu.Lock()
	defer c.mu.Unlock()
	for c.order.Len() > 0 {
		c.remove(c.order.Front())
	}
}

// Bytes returns what the kept values cost together.
func (c *Cache[V]) Bytes() int64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.held
}

// take starts the computation on a goroutine of its own: the one who asked
// first may leave while others still wait. The lock is held.
func (c *Cache[V]) take(ctx context.Context, key string, produce func(context.Context) (V, error)) *flight[V] {
	ctx, cancel := context.WithCancel(context.WithoutCancel(ctx))
	f := &flight[V]{cancel: cancel, done: make(chan struct{})}
	c.flights[key] = f
	go func() {
		defer cancel()
		f.value, f.err = guarded(ctx, key, produce)
		c.mu.Lock()
		if c.flights[key] == f {
			delete(c.flights, key)
		}
		if f.err == nil {
			c.keep(key, f.value)
		}
		c.mu.Unlock()
		close(f.done)
	}()
	return f
}

func guarded[V any](ctx context.Context, key string, produce func(context.Context) (V, error)) (value V, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("making %s: %v", key, r)
		}
	}()
	return produce(ctx)
}

// leave takes one waiter away. When nobody is left the computation is told to
// end, and the next who asks starts afresh instead of inheriting its end.
func (c *Cache[V]) leave(key string, f *flight[V]) {
	c.mu.Lock()
	defer c.mu.Unlock()
	f.waiting--
	if f.waiting > 0 {
		return
	}
	f.cancel()
	if c.flights[key] == f {
		delete(c.flights, key)
	}
}

// keep stores the value and drops those unused longest. The lock is held.
func (c *Cache[V]) keep(key string, value V) {
	cost := c.cost(value)
	if _, ok := c.kept[key]; ok || cost > c.limit {
		return
	}
	c.kept[key] = c.order.PushFront(&entry[V]{key: key, value: value, cost: cost})
	c.held += cost
	for c.held > c.limit {
		c.remove(c.order.Back())
	}
}

func (c *Cache[V]) remove(at *list.Element) {
	e := c.order.Remove(at).(*entry[V])
	delete(c.kept, e.key)
	c.held -= e.cost
}
