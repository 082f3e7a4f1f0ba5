//go:build (!arm && !arm64) || darwin

package main

import (
	"github.com/go-gl/gl/v2.1/gl"
	"github.com/go-gl/glfw/v3.4/glfw"

	"github.com/motbilde/motbilde/internal/doctor"
)

// wantContext asks for what the toolkit asks for: OpenGL 2.1.
func wantContext() {
	glfw.WindowHint(glfw.ContextVersionMajor, 2)
	glfw.WindowHint(glfw.ContextVersionMinor, 1)
}

func askContext(p *doctor.Probe) error {
	if err := gl.Init(); err != nil {
		return err
	}
	p.Vendor, p.Renderer, p.Version = gl.GoStr(gl.GetString(gl.VENDOR)), gl.GoStr(gl.GetString(gl.RENDERER)), gl.GoStr(gl.GetString(gl.VERSION))
	var texture int32
	gl.GetIntegerv(gl.MAX_TEXTURE_SIZE, &texture)
	p.Texture = int(texture)
	return nil
}
