//go:build (arm || arm64) && !darwin

package main

import (
	"github.com/go-gl/gl/v3.1/gles2"
	"github.com/go-gl/glfw/v3.4/glfw"

	"github.com/motbilde/motbilde/internal/doctor"
)

// wantContext asks for what the toolkit asks for on these processors: OpenGL ES 2.
func wantContext() {
	glfw.WindowHint(glfw.ClientAPI, glfw.OpenGLESAPI)
	glfw.WindowHint(glfw.ContextVersionMajor, 2)
	glfw.WindowHint(glfw.ContextVersionMinor, 0)
}

func askContext(p *doctor.Probe) error {
	if err := gles2.Init(); err != nil {
		return err
	}
	p.Vendor, p.Renderer, p.Version = gles2.GoStr(gles2.GetString(gles2.VENDOR)), gles2.GoStr(gles2.GetString(gles2.RENDERER)), gles2.GoStr(gles2.GetString(gles2.VERSION))
	var texture int32
	gles2.GetIntegerv(gles2.MAX_TEXTURE_SIZE, &texture)
	p.Texture = int(texture)
	return nil
}
