package memo

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func size(s string) int64 { return int64(len(s)) }

func TestThoseWhoAskTogetherShareOneComputation(t *testing.T) {
	c := New(100, size)
	var calls atomic.Int32
	open := make(chan struct{})
	var asked, done sync.WaitGroup
	for range 8 {
		asked.Add(1)
		done.Go(func() {
			asked.Done()
			v, err := c.Get(t.Context(), "k", func(context.Context) (string, error) {
				calls.Add(1)
				<-open
				return "value", nil
			})
			if v != "value" || err != nil {
				t.Errorf("got %q, %v", v, err)
			}
		})
	}
	asked.Wait()
	close(open)
	done.Wait()
	if calls.Load() != 1 {
		t.Errorf("made %d times, want once", calls.Load())
	}
}

func TestLeavingDoesNotSpoilTheValueForTheOthers(t *testing.T) {
	c := New(100, size)
	open, started := make(chan struct{}), make(chan struct{})
	produce := func(ctx context.Context) (string, error) {
		close(started)
		select {
		case <-open:
			return "value", nil
		case <-ctx.Done():
			return "", ctx.Err()
		}
	}
	first, leave := context.WithCancel(t.Context())
	left := make(chan error)
	go func() { _, err := c.Get(first, "k", produce); left <- err }()
	<-started
	stayed := make(chan string)
	go func() { v, _ := c.Get(t.Context(), "k", produce); stayed <- v }()
	for joined := false; !joined; {
		c.mu.Lock()
		joined = c.flights["k"].waiting == 2
		c.mu.Unlock()
	}
	leave()
	if err := <-left; !errors.Is(err, context.Canceled) {
		t.Errorf("who left got %v", err)
	}
	close(open)
	if v := <-stayed; v != "value" {
		t.Errorf("who stayed got %q", v)
	}
}

func TestTheLastToLeaveEndsTheComputationAndTheNextStartsAfresh(t *testing.T) {
	c := New(100, size)
	started, ended := make(chan struct{}), make(chan struct{})
	ctx, leave := context.WithCancel(t.Context())
	go func() {
		<-started
		leave()
	}()
	_, err := c.Get(ctx, "k", func(ctx context.Context) (string, error) {
		close(started)
		<-ctx.Done()
		defer close(ended)
		return "half", ctx.Err()
	})
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("got %v", err)
	}
	v, err := c.Get(t.Context(), "k", func(context.Context) (string, error) { return "whole", nil })
	if v != "whole" || err != nil {
		t.Errorf("the next got %q, %v", v, err)
	}
	<-ended
}

func TestTheLongestUnusedIsDroppedFirst(t *testing.T) {
	c := New(10, size)
	put := func(key, value string) {
		t.Helper()
		if _, err := c.Get(t.Context(), key, func(context.Context) (string, error) { return value, nil }); err != nil {
			t.Fatal(err)
		}
	}
	put("a", "1234")
	put("b", "1234")
	put("a", "never made again")
	put("c", "1234")
	for key, want := range map[string]bool{"a": true, "b": false, "c": true} {
		if _, ok := c.Peek(key); ok != want {
			t.Errorf("%s kept: %v, want %v", key, ok, want)
		}
	}
	if c.Bytes() != 8 {
		t.Errorf("holds %d bytes, want 8", c.Bytes())
	}
	c.Drop("a")
	if _, ok := c.Peek("a"); ok || c.Bytes() != 4 {
		t.Errorf("a dropped value is kept; %d bytes held", c.Bytes())
	}
	put("big", strings.Repeat("x", 11))
	if _, ok := c.Peek("big"); ok || c.Bytes() != 4 {
		t.Errorf("a value over the limit was kept; %d bytes held", c.Bytes())
	}
}

func TestErrorsAndPanicsAreNotKept(t *testing.T) {
	c := New(100, size)
	for i, produce := range []func(context.Context) (string, error){
		func(context.Context) (string, error) { return "", errors.New("broken") },
		func(context.Context) (string, error) { panic("burst") },
	} {
		key := fmt.Sprint(i)
		if _, err := c.Get(t.Context(), key, produce); err == nil {
			t.Fatalf("%d: no error", i)
		}
		if v, err := c.Get(t.Context(), key, func(context.Context) (string, error) { return "well", nil }); v != "well" || err != nil {
			t.Errorf("%d: the second try got %q, %v", i, v, err)
		}
	}
}
