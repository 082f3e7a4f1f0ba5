package provenance

import (
	"fmt"
	"strings"
	"testing"
)

// historyPacket is a history in the short form of RDF, with prefixes of its own.
const historyPacket = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:m="http://ns.adobe.com/xap/1.0/mm/" xmlns:e="http://ns.adobe.com/xap/1.0/sType/ResourceEvent#" xmlns:r="http://ns.adobe.com/xap/1.0/sType/ResourceRef#"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:CreatorTool="Paint 3" m:DocumentID="did:1" m:OriginalDocumentID="did:1">
<m:DerivedFrom r:instanceID="iid:7"/>
<m:History><rdf:Seq>
<rdf:li e:action="created" e:when="2019-05-01T10:00:00Z"/>
<rdf:li rdf:parseType="Resource"><e:action>saved</e:action><e:softwareAgent>Edit 2</e:softwareAgent></rdf:li>
<rdf:li><rdf:Description e:action="saved" e:softwareAgent="Edit 2" e:when="2019-05-03T10:00:00Z"/></rdf:li>
<rdf:li e:action="saved" e:softwareAgent="Edit 3"/>
</rdf:Seq></m:History>
</rdf:Description></rdf:RDF></x:xmpmeta>`

func TestHistoryIsReadInEveryFormOfRDF(t *testing.T) {
	want := Facts{
		Software: "Paint 3", Programs: "Edit 2; Edit 3", DocumentID: "did:1", DerivedFrom: "iid:7",
		History: "created, 2019-05-01T10:00:00Z; saved ×2, Edit 2, 2019-05-03T10:00:00Z; saved, Edit 3",
	}
	if got := Read(packed([]byte(historyPacket))); got != want {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

func TestHistoryOfPhotoshopIsItsText(t *testing.T) {
	packet := strings.Replace(xmpPacket, `xmp:CreatorTool`, `photoshop:History="Opened&#10;Cropped" xmp:CreatorTool`, 1)
	if got := Read(packed([]byte(packet))); got.History != "Opened Cropped" {
		t.Errorf("%q", got.History)
	}
}

func TestXMPWalkEndsSoon(t *testing.T) {
	head := `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description>`
	long := strings.Repeat("n", 500_000)
	for name, packet := range map[string]string{
		"deep":       head + strings.Repeat("<a>", 100_000),
		"many":       head + strings.Repeat("<a>1</a>", 100_000),
		"long names": head + "<" + long + ">" + strings.Repeat("<a>1</a>", 50_000) + "</" + long + ">",
		"no end":     head + "<a>1</a><b c='2'",
	} {
		told, most := 0, 0
		walkXMP([]byte(packet), func(path, _ string) { told++; most = max(most, len(path)) })
		if told > mostXMPTags || most > deepestXMP*2*(longestName+8) {
			t.Errorf("%s: %d values, paths of up to %d bytes", name, told, most)
		}
		if wants := name == "many" || name == "no end"; wants != (told > 0) && name != "long names" {
			t.Errorf("%s: %d values", name, told)
		}
	}
}

func TestManyStepsStayOneBoundedLine(t *testing.T) {
	s := statements{}
	for i := range 2 * mostSteps {
		s[fmt.Sprintf("xmp.xmpMM:History[%d]/stEvt:action", i+1)] = fmt.Sprintf("step %d", i)
	}
	var f Facts
	s.edits(&f)
	if n := len([]rune(f.History)); n != longestText+1 || !strings.HasPrefix(f.History, "step 0; step 1") {
		t.Errorf("%d letters: %q", n, f.History)
	}
}
