package feature

// The kernels with the scale space's usual weights, written out, so that their
// products are shifts and additions: a seventh of the smoothing's time.

func down831(even, odd, a, b, c, d, e []uint64) {
	n := len(even)
	odd, a, b, c, d, e = odd[:n], a[:n], b[:n], c[:n], d[:n], e[:n]
	for i, centre := range c {
		near, far := b[i]+d[i], a[i]+e[i]
		even[i] = 8*(centre&evenLanes) + 3*(near&evenLanes) + (far & evenLanes)
		odd[i] = 8*(centre>>16&evenLanes) + 3*(near>>16&evenLanes) + (far >> 16 & evenLanes)
	}
}

func down632(even, odd, a, b, c, d, e []uint64) {
	n := len(even)
	odd, a, b, c, d, e = odd[:n], a[:n], b[:n], c[:n], d[:n], e[:n]
	for i, centre := range c {
		near, far := b[i]+d[i], a[i]+e[i]
		even[i] = 6*(centre&evenLanes) + 3*(near&evenLanes) + 2*(far&evenLanes)
		odd[i] = 6*(centre>>16&evenLanes) + 3*(near>>16&evenLanes) + 2*(far>>16&evenLanes)
	}
}

func along831(out, even, odd []uint64) {
	n := len(out)
	e0, e1, o0, o1 := even[0], even[1], odd[0], odd[1]
	even, odd = even[2:n+2], odd[2:n+2]
	for i, e2 := range even {
		o2 := odd[i]
		evenBefore, evenAfter := e1<<32|e0>>32, e1>>32|e2<<32
		oddBefore, oddAfter := o1<<32|o0>>32, o1>>32|o2<<32
		out[i] = joined(8*e1+3*(oddBefore+o1)+(evenBefore+evenAfter), 8*o1+3*(e1+evenAfter)+(oddBefore+oddAfter))
		e0, e1, o0, o1 = e1, e2, o1, o2
	}
}

func along632(out, even, odd []uint64) {
	n := len(out)
	e0, e1, o0, o1 := even[0], even[1], odd[0], odd[1]
	even, odd = even[2:n+2], odd[2:n+2]
	for i, e2 := range even {
		o2 := odd[i]
		evenBefore, evenAfter := e1<<32|e0>>32, e1>>32|e2<<32
		oddBefore, oddAfter := o1<<32|o0>>32, o1>>32|o2<<32
		out[i] = joined(6*e1+3*(oddBefore+o1)+2*(evenBefore+evenAfter), 6*o1+3*(e1+evenAfter)+2*(oddBefore+oddAfter))
		e0, e1, o0, o1 = e1, e2, o1, o2
	}
}

func alongWide831(out, even, odd []uint64) {
	n := len(out)
	e0, e1, o0, o1 := even[0], even[1], odd[0], odd[1]
	even, odd = even[2:n+2], odd[2:n+2]
	for i, e2 := range even {
		o2 := odd[i]
		e := 8*e1 + 3*((e1<<32|e0>>32)+(e1>>32|e2<<32)) + (e0 + e2)
		o := 8*o1 + 3*((o1<<32|o0>>32)+(o1>>32|o2<<32)) + (o0 + o2)
		out[i] = joined(e, o)
		e0, e1, o0, o1 = e1, e2, o1, o2
	}
}

func alongWide632(out, even, odd []uint64) {
	n := len(out)
	e0, e1, o0, o1 := even[0], even[1], odd[0], odd[1]
	even, odd = even[2:n+2], odd[2:n+2]
	for i, e2 := range even {
		o2 := odd[i]
		e := 6*e1 + 3*((e1<<32|e0>>32)+(e1>>32|e2<<32)) + 2*(e0+e2)
		o := 6*o1 + 3*((o1<<32|o0>>32)+(o1>>32|o2<<32)) + 2*(o0+o2)
		out[i] = joined(e, o)
		e0, e1, o0, o1 = e1, e2, o1, o2
	}
}
