package app

import (
	"context"
	"fmt"
	"runtime/debug"
	"strings"

	"fyne.io/fyne/v2"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/assets"
	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/desk"
	"github.com/motbilde/motbilde/internal/doctor"
)

const (
	reportWidth    = 680 // of the sheet with the problem report, pixels at a text size of 100 %
	reportLabels   = 96  // of its labels
	licenceColumns = 80
	licencesHeight = 560
)

// aboutCommands say what the program is, what it is made of, and on what it runs.
func (w *Window) aboutCommands() []command {
	return []command{
		{name: "problem-report", menu: "help", do: w.showReport, divided: true},
		{name: "licences", menu: "help", do: w.showLicences, beside: true},
		{name: "about", menu: "help", do: w.showAbout},
	}
}

// showAbout says what the program is, which one, and that it keeps to itself.
func (w *Window) showAbout() {
	l := w.settings.language
	build := doctor.ReadBuild()
	items := []look.Item{
		{Object: look.NewText(l.Say("desk.about-version", "version", desk.Version), look.Body, look.InSecond)},
	}
	made := l.Say("about.uncommitted")
	if build.Commit != "" {
		date := ""
		if !build.Time.IsZero() {
			date = l.Date(build.Time)
		}
		made = l.Say("about.commit", "commit", build.Commit, "date", date)
	}
	items = append(
		items,
		look.Item{Object: look.NewText(made, look.Quiet, look.InSecond), Above: look.Gap4},
		look.Item{Object: look.NewText(l.Say("desk.about-what"), look.Body, look.InText), Above: look.Gap12},
		look.Item{Object: look.NewText(l.Say("window.private"), look.Body, look.InText), Above: look.Gap12},
		look.Item{Object: look.NewText(l.Say("about.licence"), look.Body, look.InText), Above: look.Gap12},
	)
	var panel *look.Panel
	panel = w.showHelpWith("Motbilde", items, look.NewButton(l.Say("desk.do-licences"), func() {
		panel.Sheet.Close()
		w.showLicences()
	}, look.ButtonOptions{}))
}

// showLicences lays the licences of the works of others over the window.
func (w *Window) showLicences() {
	l := w.settings.language
	columns, room := licenceColumns, w.window.Canvas().Size().Width-2*look.Px(look.Gap16)-2*look.Px(look.Gap16)
	for columns > 20 && look.ReaderWidth(columns) > room {
		columns--
	}
	var panel *look.Panel
	reader := look.NewReader(assets.Licences(), columns)
	done := look.NewButton(l.Say("window.close"), func() { panel.Sheet.Close() }, look.ButtonOptions{Kind: look.Main})
	panel = look.NewPanel(look.Panel{
		Inset:  look.Gap16,
		Widest: func() float32 { return look.ReaderWidth(columns) + 2*look.Px(look.Gap16) },
		Above:  look.NewColumn(0, look.Item{Object: look.NewText(l.Say("about.licences"), look.Title, look.InText)}),
		Body:   look.Inside{Object: reader, Height: func(float32) float32 { return look.Px(licencesHeight) }},
		Right:  done,
	})
	panel.Sheet.OnLeave = panel.Sheet.Close
	panel.Sheet.Open(w.window.Canvas(), done)
}

// showReport examines the machine beside the window, and shows what was found
// before it can be copied: a person sees what they will send.
func (w *Window) showReport() {
	l := w.settings.language
	asked := doctor.Asked{
		Language: l, Program: fmt.Sprintf("motbilde %s (%s, %s)", desk.Version, align.Version, compare.Version),
		Getenv: w.getenv, FFmpeg: w.settings.ffmpeg, Window: w.self, More: []doctor.Row{{Label: l.Say("about.report-window"), Text: w.windowLine()}},
	}
	if n := len(w.preset); n > 0 {
		asked.More = append(asked.More, doctor.Row{Label: l.Say("about.report-preset"), Text: l.Plural("about.report-presets", n)})
	}
	w.status.SetHint(l.Say("about.report-looking"))
	w.beside(func() (func(), error) {
		report := doctor.Examine(context.Background(), asked)
		return func() {
			w.status.SetHint("")
			w.openReport(report)
		}, nil
	})
}

// windowLine says how the window itself is drawn.
func (w *Window) windowLine() string {
	l := w.settings.language
	toolkit := ""
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, m := range info.Deps {
			if m.Path == "fyne.io/fyne/v2" {
				toolkit = "Fyne " + strings.TrimPrefix(m.Version, "v")
			}
		}
	}
	c := w.window.Canvas()
	return l.Say("about.report-drawn", "size", l.Pixels(int(c.Size().Width*c.Scale()), int(c.Size().Height*c.Scale())), "scale", l.Percent(float64(c.Scale()), 0),
		"text", l.Percent(float64(look.Now().Scale), 0), "theme", themeNames[look.Now().Name], "toolkit", toolkit)
}

func (w *Window) openReport(r doctor.Report) {
	l := w.settings.language
	items := []look.Item{{Object: look.NewText(l.Say("about.report-means"), look.Body, look.InSecond)}}
	for i, row := range r.Rows {
		above := float32(look.Gap4)
		if row.Label == "" {
			above = 2
		} else if i == 0 {
			above = look.Gap12
		}
		items = append(items, look.Item{Object: look.NewFact(row.Label, row.Text, reportLabels), Above: above})
	}
	var panel *look.Panel
	copied := look.NewButton(l.Say("about.report-copy"), func() {
		w.fyneApp.Clipboard().SetContent(r.String())
		panel.Sheet.Close()
		w.status.SetHint(l.Say("window.facts.copied"))
	}, look.ButtonOptions{Kind: look.Main})
	panel = look.NewPanel(look.Panel{
		Inset:  look.Gap16,
		Widest: func() float32 { return look.Px(reportWidth) },
		Above:  look.NewColumn(0, look.Item{Object: look.NewText(l.Say("about.report"), look.Title, look.InText)}),
		Body:   look.NewScroll(look.NewColumn(look.Gap16, items...)).Inside(),
		Left:   look.NewButton(l.Say("window.close"), func() { panel.Sheet.Close() }, look.ButtonOptions{}),
		Right:  copied,
	})
	panel.Sheet.OnLeave = panel.Sheet.Close
	panel.Sheet.Open(w.window.Canvas(), fyne.Focusable(copied))
}
