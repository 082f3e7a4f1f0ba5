#!/usr/bin/python3
"""peer.py TOOLS SIDE CLAIM CANDIDATE - times OpenCV's SIFT + MAGSAC (class Peer of TOOLS/score.py) on one pair, decoding
included, with pictures reduced to SIDE pixels (0: full size). Prints JSON; ends with 3 where OpenCV is not installed."""
import json
import sys

tools, side, claim, candidate = sys.argv[1], int(sys.argv[2]), sys.argv[3], sys.argv[4]
sys.path.insert(0, tools)
try:
    import cv2  # noqa: F401
    from score import Peer
except ImportError:
    sys.exit(3)

peer = Peer(side or 10 ** 9)
runs = [peer.compare(claim, candidate) for _ in range(5 if side else 2)]
print(json.dumps({"Seconds": [ms / 1e3 for _, _, ms in runs], "Inliers": runs[-1][0]}))
