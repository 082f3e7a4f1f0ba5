#!/usr/bin/env bash
# examples.sh - makes docs/examples anew: what leaves the program of the sample
# case, as the program is now. Needs ffmpeg for the case's videos. Look at each
# of them before they are kept.
set -euo pipefail
cd "$(dirname "$0")/.."

# What lies there beside its README; a test holds both to this list.
outputs=(
  report.pdf
  report-nb.pdf
  report-nb.html
  exhibit.html
  embed.txt
  pair-portrait.jpg
  pair-portrait.txt
  details-link.png
  details-link.txt
  outside-link.png
  outside-link.txt
  difference-link.png
  difference-link.txt
  versions-link.png
  versions-link.txt
  timeline-link.png
  timeline-link.txt
  swipe.gif
  swipe.txt
  claimreview.json
  package.txt
)

scripts/need.sh go checks
scripts/build.sh cli
cli=$PWD/bin/motbilde-cli
to=$PWD/docs/examples
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

# The whole story, in English.
"$cli" --language en sample --whole whole
"$cli" --language en export whole/whole.motbilde --to out --preset link --fineness screen --motion swipe \
  --url https://desk.example/checks/five-pictures --what report,exhibit,figures,gif,claimreview,bag
# One claim and the pictures that it may come from, in Norwegian.
"$cli" --language nb compare whole/claim.jpg whole/candidates/*.jpg --case one.motbilde
"$cli" --language nb export one.motbilde --to one --fineness screen --what report,html
# One picture for a phone, as a test draws it again.
"$cli" --language en compare whole/claim.jpg whole/candidates/frame-0932.jpg --figure pair-portrait.jpg --preset portrait

mkdir -p made
mv pair-portrait.jpg pair-portrait.txt made
mv one/one-publication.pdf made/report-nb.pdf
mv one/one-publication-report.html made/report-nb.html
mv out/whole-publication.pdf made/report.pdf
mv out/whole-publication.html made/exhibit.html
sed 's/whole-publication\.html/exhibit.html/' out/whole-publication-embed.txt >made/embed.txt
for kind in details outside difference versions timeline; do
  mv "out/whole-publication-$kind.png" "made/$kind-link.png"
  mv "out/whole-publication-$kind.txt" "made/$kind-link.txt"
done
mv out/whole-publication-swipe.gif made/swipe.gif
mv out/whole-publication-swipe.txt made/swipe.txt
mv out/whole-publication-claimreview.json made/claimreview.json
unzip -l out/whole-publication.zip | sed 's/^Archive: .*/whole-publication.zip/' >made/package.txt

for name in "${outputs[@]}"; do
  mv "made/$name" "$to/$name"
done
rmdir made # nothing was made that the list lacks
du -ch "$to"/* | tail -n 1
