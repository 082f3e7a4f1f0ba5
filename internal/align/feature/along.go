package feature

// maxTaps is the number of taps from the centre outwards that the unrolled sums take.
const maxTaps = 11

// along smooths a line along itself: len(line) is len(out) and the radius on
// either side. The usual radii are written out, so that a whole sum stays in
// registers.
func along(out, line []uint64, taps []uint64) {
	var k [maxTaps]uint64
	copy(k[:], taps)
	switch len(taps) - 1 {
	case 3:
		along3(out, line, &k)
	case 4:
		along4(out, line, &k)
	case 5:
		along5(out, line, &k)
	case 6:
		along6(out, line, &k)
	case 7:
		along7(out, line, &k)
	case 8:
		along8(out, line, &k)
	case 10:
		along10(out, line, &k)
	default:
		r := len(taps) - 1
		for x := range out {
			v := rounding + taps[0]*line[x+r]
			for i := 1; i <= r; i++ {
				v += taps[i] * (line[x+r-i] + line[x+r+i])
			}
			out[x] = v >> weightBits & lanes
		}
	}
}

func along4(out, line []uint64, k *[maxTaps]uint64) {
	for x := range out {
		l := line[x : x+9 : x+9]
		v := rounding + k[0]*l[4] + k[1]*(l[3]+l[5]) + k[2]*(l[2]+l[6]) + k[3]*(l[1]+l[7])
		v += k[4] * (l[0] + l[8])
		out[x] = v >> weightBits & lanes
	}
}

func along5(out, line []uint64, k *[maxTaps]uint64) {
	for x := range out {
		l := line[x : x+11 : x+11]
		v := rounding + k[0]*l[5] + k[1]*(l[4]+l[6]) + k[2]*(l[3]+l[7]) + k[3]*(l[2]+l[8])
		v += k[4]*(l[1]+l[9]) + k[5]*(l[0]+l[10])
		out[x] = v >> weightBits & lanes
	}
}

func along6(out, line []uint64, k *[maxTaps]uint64) {
	for x := range out {
		l := line[x : x+13 : x+13]
		v := rounding + k[0]*l[6] + k[1]*(l[5]+l[7]) + k[2]*(l[4]+l[8]) + k[3]*(l[3]+l[9])
		v += k[4]*(l[2]+l[10]) + k[5]*(l[1]+l[11]) + k[6]*(l[0]+l[12])
		out[x] = v >> weightBits & lanes
	}
}

func along8(out, line []uint64, k *[maxTaps]uint64) {
	for x := range out {
		l := line[x : x+17 : x+17]
		v := rounding + k[0]*l[8] + k[1]*(l[7]+l[9]) + k[2]*(l[6]+l[10]) + k[3]*(l[5]+l[11])
		v += k[4]*(l[4]+l[12]) + k[5]*(l[3]+l[13]) + k[6]*(l[2]+l[14]) + k[7]*(l[1]+l[15])
		v += k[8] * (l[0] + l[16])
		out[x] = v >> weightBits & lanes
	}
}

func along10(out, line []uint64, k *[maxTaps]uint64) {
	for x := range out {
		l := line[x : x+21 : x+21]
		v := rounding + k[0]*l[10] + k[1]*(l[9]+l[11]) + k[2]*(l[8]+l[12]) + k[3]*(l[7]+l[13])
		v += k[4]*(l[6]+l[14]) + k[5]*(l[5]+l[15]) + k[6]*(l[4]+l[16]) + k[7]*(l[3]+l[17])
		v += k[8]*(l[2]+l[18]) + k[9]*(l[1]+l[19]) + k[10]*(l[0]+l[20])
		out[x] = v >> weightBits & lanes
	}
}

func along3(out, line []uint64, k *[maxTaps]uint64) {
	for x := range out {
		l := line[x : x+7 : x+7]
		v := rounding + k[0]*l[3] + k[1]*(l[2]+l[4]) + k[2]*(l[1]+l[5]) + k[3]*(l[0]+l[6])
		out[x] = v >> weightBits & lanes
	}
}

func along7(out, line []uint64, k *[maxTaps]uint64) {
	for x := range out {
		l := line[x : x+15 : x+15]
		v := rounding + k[0]*l[7] + k[1]*(l[6]+l[8]) + k[2]*(l[5]+l[9]) + k[3]*(l[4]+l[10])
		v += k[4]*(l[3]+l[11]) + k[5]*(l[2]+l[12]) + k[6]*(l[1]+l[13]) + k[7]*(l[0]+l[14])
		out[x] = v >> weightBits & lanes
	}
}
