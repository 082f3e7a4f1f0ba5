'use strict';
(() => {
  const root = document.querySelector('.exhibit');
  const one = (name) => root.querySelector(name);
  const stage = one('.stage'), swiper = one('.swiper'), line = one('.line'), over = one('.over');
  const run = one('.run'), pace = one('.pace'), other = one('.other'), status = one('.status');
  const whole = one('.whole'), marks = one('.marks');
  const layer = (name) => stage.querySelector('.layer.' + name);
  const corners = stage.dataset.quad.split(' ').map((p) => p.split(',').map(Number));
  const square = [[0, 0], [1, 0], [1, 1], [0, 1]];
  let mode = 'swipe', turn = false, timer = 0, lies = square;

  // holds reports whether a point of the stage lies within a convex polygon.
  const holds = (polygon, x, y) => {
    let side = 0;
    for (let i = 0; i < polygon.length; i++) {
      const [ax, ay] = polygon[i], [bx, by] = polygon[(i + 1) % polygon.length];
      const cross = (bx - ax) * (y - ay) - (by - ay) * (x - ax);
      if (cross * side < 0) return false;
      side = side || cross;
    }
    return true;
  };

  // place lays a tag where all of it lies on its own picture, off the marks where
  // it can and small where it must, or hides it.
  const place = (tag, own, fromRight) => {
    const s = stage.getBoundingClientRect();
    const boxes = [...tag.parentNode.querySelectorAll('.mark')].map((m) => m.getBoundingClientRect());
    const free = (x, y) => own(x, y) && !boxes.some((m) => x * s.width + s.left > m.left && x * s.width + s.left < m.right &&
      y * s.height + s.top > m.top && y * s.height + s.top < m.bottom);
    tag.classList.remove('small');
    if (lay(tag, free, fromRight) || lay(tag, own, fromRight)) return true;
    tag.classList.add('small');
    return lay(tag, own, fromRight);
  };
  const lay = (tag, own, fromRight) => {
    const w = stage.clientWidth, h = stage.clientHeight;
    const tw = tag.offsetWidth, th = tag.offsetHeight, air = 6;
    const ends = (room) => [...Array(49).keys()].map((i) => air + (room - 2 * air) * i / 48);
    let xs = ends(w - tw), ys = ends(h - th).reverse();
    if (fromRight) xs.reverse();
    for (const y of ys) {
      for (const x of xs) {
        let all = x >= 0 && y >= 0;
        for (let i = 0; all && i < 15; i++) all = own((x - 2 + (tw + 4) * (i % 5) / 4) / w, (y - 2 + (th + 4) * Math.floor(i / 5) / 2) / h);
        if (all) {
          tag.style.setProperty('left', x + 'px');
          tag.style.setProperty('top', y + 'px');
          tag.style.removeProperty('visibility');
          return true;
        }
      }
    }
    tag.style.setProperty('visibility', 'hidden');
    return false;
  };

  const say = (range, claim) => range.setAttribute('aria-valuetext',
    range.dataset.value.replace('{claim}', claim).replace('{found}', 100 - claim));

  const draw = () => {
    const stack = mode !== 'side', all = whole.checked, x = Number(swiper.value);
    for (const name of ['swipe', 'blink', 'overlay', 'side']) root.classList.toggle('m-' + name, name === mode);
    root.classList.toggle('no-marks', marks !== null && !marks.checked);
    stage.classList.toggle('stack', stack);
    stage.classList.toggle('side', !stack);
    stage.classList.toggle('whole', stack && all);
    stage.classList.toggle('other', turn);
    const top = all && layer('placed') || layer('claim'), under = layer(all ? 'found' : 'aligned');
    for (const l of stage.querySelectorAll('.layer')) {
      l.classList.toggle('top', l === top);
      l.classList.toggle('under', l === under);
      const tag = l.querySelector('.tag');
      if (!stack) for (const name of ['left', 'top', 'visibility']) tag.style.removeProperty(name);
    }
    swiper.hidden = line.hidden = mode !== 'swipe';
    stage.style.setProperty('--x', x + '%');
    stage.style.setProperty('--o', over.value / 100);
    say(swiper, x);
    say(over, Number(over.value));
    pace.setAttribute('aria-valuetext', pace.dataset.value.replace('{s}', pace.value / 1000));
    if (!stack) return;
    lies = all ? corners : square;
    const shows = mode === 'swipe' ? x / 100 : mode === 'overlay' ? Number(over.value > 0) : Number(!turn);
    const inStage = (px, py) => px >= 0 && px <= 1 && py >= 0 && py <= 1;
    const claim = (px, py) => inStage(px, py) && px <= shows && holds(lies, px, py);
    place(top.querySelector('.tag'), claim, false);
    const below = under.querySelector('.tag');
    const seen = place(below, (px, py) => inStage(px, py) && !claim(px, py), true);
    // Of an overlay both show through each other: their tags lie at different ends.
    if (!seen && mode === 'overlay' && over.value < 100) place(below, inStage, true);
  };

  const stop = () => {
    clearInterval(timer);
    timer = 0;
    run.setAttribute('aria-pressed', 'false');
  };
  const change = () => { turn = !turn; draw(); };
  const start = () => {
    timer = setInterval(change, Number(pace.value));
    run.setAttribute('aria-pressed', 'true');
    status.textContent = '';
  };

  one('.modes').addEventListener('change', (e) => { mode = e.target.value; turn = false; status.textContent = ''; stop(); draw(); });
  for (const range of [swiper, over]) range.addEventListener('input', draw);
  for (const box of [whole, marks]) if (box) box.addEventListener('change', draw);
  pace.addEventListener('input', () => { draw(); if (timer) { stop(); start(); } });
  run.addEventListener('click', () => { if (timer) stop(); else start(); });
  other.addEventListener('click', () => { stop(); change(); status.textContent = turn ? status.dataset.found : status.dataset.claim; });
  document.addEventListener('visibilitychange', () => { if (document.hidden) stop(); });
  new ResizeObserver(draw).observe(stage);

  one('.modes').hidden = one('.controls').hidden = false;
  one('input[value=swipe]').checked = true;
  draw();
})();
