"use strict";
(function () {
  // Rows as `explorer/exchange/webpage/content.py` writes them.
  var NAME = 0, KIND = 1, X = 2, Y = 3, UNNAMED = 4, DESCRIPTION = 5, ALSO = 6;
  var TITLE = 0, FAMILY = 1, WHEN = 2, DAYS = 3, UNCERTAIN = 4, FACTS = 5, PEOPLE = 6, MORE = 7,
    SAID = 8, PASSAGES = 9;
  var MOST_FOR_TIES = 300, LISTED = 60, FOUND = 30;

  var data = JSON.parse(document.getElementById("data").textContent);
  var actors = data.actors, interactions = data.interactions, relations = data.relations;
  var of = actors.map(function () { return []; });
  interactions.forEach(function (one, at) {
    one[PEOPLE].forEach(function (actor) { of[actor].push(at); });
  });
  var positions = actors.map(function () { return []; });
  relations.forEach(function (one, at) {
    positions[one[0]].push(at);
    if (one[1] !== one[0]) positions[one[1]].push(at);
  });

  var chosen = null;      // {a: actor}, {a, b: the other end of a tie} or {i: interaction}
  var span = null;        // first and last day of the window
  var hovered = null;
  var reached = null;     // the actor that the arrow keys have come to
  var shown = [], counts = [], ties = [];

  // --- what is shown ---------------------------------------------------------------------

  function isShown(one) {
    return !span || (one[DAYS].length > 0 && one[DAYS][0] <= span[1] && one[DAYS][1] >= span[0]);
  }

  function follow() {
    shown = interactions.map(isShown);
    counts = of.map(function (list) {
      return list.reduce(function (n, at) { return n + (shown[at] ? 1 : 0); }, 0);
    });
    var found = new Map();
    interactions.forEach(function (one, at) {
      var people = one[PEOPLE];
      if (!shown[at] || people.length > MOST_FOR_TIES) return;
      for (var i = 0; i < people.length; i++) {
        for (var j = i + 1; j < people.length; j++) {
          var a = Math.min(people[i], people[j]), b = Math.max(people[i], people[j]);
          if (a === b) continue;
          var key = a * actors.length + b, tie = found.get(key);
          if (!tie) found.set(key, tie = {a: a, b: b, n: 0, sure: 0});
          tie.n += 1;
          tie.sure += one[UNCERTAIN] ? 0 : 1;
        }
      }
    });
    ties = Array.from(found.values());
  }

  // --- the network -----------------------------------------------------------------------

  var canvas = document.getElementById("network"), stage = document.getElementById("stage");
  var pen = canvas.getContext("2d"), colours = {}, width = 0, height = 0;
  var view = {x: 0, y: 0, scale: 1};
  var kinds = data.kinds.map(function (kind) { return kind[0]; });

  function readColours() {
    var style = getComputedStyle(document.documentElement);
    ["canvas", "surface", "border", "text-1", "text-2", "text-3", "accent", "tie", "position",
      "hover"].forEach(function (name) { colours[name] = style.getPropertyValue("--" + name).trim(); });
    kinds.forEach(function (name, at) {
      var known = /^[a-z]+$/.test(name) ? style.getPropertyValue("--kind-" + name).trim() : "";
      colours["kind" + at] = known || colours["text-3"];
    });
  }

  function familyColour(name) {
    var known = /^[a-z]+$/.test(name) ? "var(--family-" + name + ", var(--family-other))" : "";
    return known || "var(--family-other)";
  }

  function sized(target, context) {
    var ratio = window.devicePixelRatio || 1, box = target.getBoundingClientRect();
    target.width = Math.max(1, Math.round(box.width * ratio));
    target.height = Math.max(1, Math.round(box.height * ratio));
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    return box;
  }

  function fit() {
    if (!actors.length) return;
    var xs = actors.map(function (a) { return a[X]; }), ys = actors.map(function (a) { return a[Y]; });
    var low = [min(xs), min(ys)], high = [max(xs), max(ys)];
    var w = Math.max(high[0] - low[0], 0.5), h = Math.max(high[1] - low[1], 0.5);
    view.scale = Math.min((width - 150) / w, (height - 110) / h, 160);
    view.scale = Math.max(view.scale, 0.5);
    view.x = (low[0] + high[0]) / 2;
    view.y = (low[1] + high[1]) / 2;
  }

  function min(list) { return list.reduce(function (a, b) { return Math.min(a, b); }, Infinity); }
  function max(list) { return list.reduce(function (a, b) { return Math.max(a, b); }, -Infinity); }

  function at(actor) {
    return [(actors[actor][X] - view.x) * view.scale + width / 2,
      (actors[actor][Y] - view.y) * view.scale + height / 2];
  }

  function radius(actor) {
    var few = actors.length <= 300, most = Math.max(1, max(counts));
    var size = few ? [8, 21] : [3, 13];
    var near = Math.min(1, Math.max(0.45, view.scale / 55));
    return (size[0] + (size[1] - size[0]) * Math.sqrt(counts[actor] / most)) * (few ? near : 1);
  }

  var radii = [];

  function outline(kind, x, y, r) {
    pen.beginPath();
    if (kind === "organisation") pen.rect(x - r * 0.9, y - r * 0.9, r * 1.8, r * 1.8);
    else if (kind === "office") pen.rect(x - r * 1.22, y - r * 0.78, r * 2.44, r * 1.56);
    else if (kind === "state") {
      for (var side = 0; side < 6; side++) {
        var turn = Math.PI / 2 + side * Math.PI / 3;
        pen.lineTo(x + 1.14 * r * Math.cos(turn), y + 1.14 * r * Math.sin(turn));
      }
      pen.closePath();
    } else if (kind === "group") {
      [[0, -0.5], [0.5, 0.33], [-0.5, 0.33]].forEach(function (lobe) {
        pen.moveTo(x + (lobe[0] + 0.6) * r, y + lobe[1] * r);
        pen.arc(x + lobe[0] * r, y + lobe[1] * r, 0.6 * r, 0, 2 * Math.PI);
      });
    } else pen.arc(x, y, r, 0, 2 * Math.PI);
  }

  function near() {
    // Who belongs to what is chosen; null where nothing is.
    if (!chosen) return null;
    var lit = new Set();
    if ("i" in chosen) interactions[chosen.i][PEOPLE].forEach(function (a) { lit.add(a); });
    else {
      lit.add(chosen.a);
      if ("b" in chosen) lit.add(chosen.b);
      else {
        ties.forEach(function (tie) {
          if (tie.a === chosen.a) lit.add(tie.b);
          if (tie.b === chosen.a) lit.add(tie.a);
        });
        positions[chosen.a].forEach(function (p) {
          lit.add(relations[p][0]);
          lit.add(relations[p][1]);
        });
      }
    }
    return lit;
  }

  function isLit(a, b) {
    if (!chosen) return true;
    if ("i" in chosen) return interactions[chosen.i][PEOPLE].indexOf(a) >= 0 &&
      interactions[chosen.i][PEOPLE].indexOf(b) >= 0;
    if ("b" in chosen) return (a === chosen.a && b === chosen.b) || (b === chosen.a && a === chosen.b);
    return a === chosen.a || b === chosen.a;
  }

  function line(a, b) {
    var from = at(a), to = at(b);
    pen.beginPath();
    pen.moveTo(from[0], from[1]);
    pen.lineTo(to[0], to[1]);
    pen.stroke();
  }

  function draw() {
    pen.fillStyle = colours.canvas;
    pen.fillRect(0, 0, width, height);
    var lit = near(), many = ties.length > 1500;
    radii = actors.map(function (_, a) { return radius(a); });
    pen.setLineDash([4, 3]);
    pen.strokeStyle = colours.position;
    pen.lineWidth = 1;
    relations.forEach(function (one) {
      if (one[0] === one[1]) return;
      pen.globalAlpha = isLit(one[0], one[1]) ? (chosen ? 1 : 0.8) : 0.12;
      line(one[0], one[1]);
    });
    pen.setLineDash([]);
    ties.forEach(function (tie) {
      var wide = many ? 0.7 + 0.5 * Math.log2(tie.n) : 1.3 + 1.2 * Math.log2(tie.n);
      pen.globalAlpha = isLit(tie.a, tie.b) ? (many && !chosen ? 0.5 : 1) : 0.1;
      pen.strokeStyle = chosen && isLit(tie.a, tie.b) ? colours["text-1"] : colours.tie;
      pen.lineWidth = tie.sure || many ? wide : wide + 2;
      line(tie.a, tie.b);
      if (!tie.sure && !many) {
        pen.strokeStyle = colours.canvas;
        pen.globalAlpha = 1;
        pen.lineWidth = wide;
        line(tie.a, tie.b);
      }
    });
    actors.forEach(function (actor, a) {
      var place = at(a), r = radii[a];
      if (place[0] < -40 || place[1] < -40 || place[0] > width + 40 || place[1] > height + 40) return;
      var ink = colours["kind" + actor[KIND]];
      // A dimmed glyph still covers the lines behind it.
      outline(kinds[actor[KIND]], place[0], place[1], r);
      pen.globalAlpha = 1;
      pen.fillStyle = colours.canvas;
      pen.fill();
      pen.globalAlpha = (lit && !lit.has(a)) || (span && !counts[a]) ? 0.2 : 1;
      pen.fillStyle = actor[UNNAMED] ? colours.canvas : ink;
      pen.lineWidth = actors.length <= 300 ? 3.2 : 1.4;
      pen.strokeStyle = actor[UNNAMED] ? ink : colours.canvas;
      // The stroke first: its inner half, and what crosses within a group, is painted over.
      pen.stroke();
      if (actor[UNNAMED]) pen.globalAlpha = 1;
      pen.fill();
      if (chosen && (chosen.a === a || chosen.b === a)) {
        pen.globalAlpha = 1;
        pen.strokeStyle = colours.accent;
        pen.lineWidth = 2.5;
        pen.beginPath();
        pen.arc(place[0], place[1], r * 1.25 + 4, 0, 2 * Math.PI);
        pen.stroke();
      }
    });
    pen.globalAlpha = 1;
    labels(lit);
    if (reached !== null && document.activeElement === canvas) {
      pen.strokeStyle = colours["text-1"];
      pen.lineWidth = 2;
      pen.beginPath();
      pen.arc(at(reached)[0], at(reached)[1], radii[reached] * 1.25 + 8, 0, 2 * Math.PI);
      pen.stroke();
    }
  }

  function labels(lit) {
    // Of a crowd seen from afar a few names are enough.
    var taken = [], n = 0, most = actors.length > 300 ? 40 : 120;
    var order = actors.map(function (_, a) { return a; });
    order.sort(function (a, b) {
      var la = lit && lit.has(a) ? 1 : 0, lb = lit && lit.has(b) ? 1 : 0;
      return lb - la || radii[b] - radii[a] || a - b;
    });
    pen.font = "12.5px " + getComputedStyle(document.body).fontFamily;
    pen.textBaseline = "middle";
    pen.lineJoin = "round";
    order.forEach(function (a) {
      var place = at(a), r = radii[a] * 1.15, x = place[0], y = place[1];
      if (chosen && (chosen.a === a || chosen.b === a)) r += 6;
      if (x < 0 || y < 0 || x > width || y > height || n >= most) return;
      if (lit && !lit.has(a)) return;
      var name = actors[a][NAME];
      if (name.length > 34) name = name.slice(0, 33) + "…";
      var w = pen.measureText(name).width, h = 15;
      var spots = [[x - w / 2, y + r + 9], [x - w / 2, y - r - 9], [x + r + 5, y], [x - r - 5 - w, y]];
      for (var s = 0; s < spots.length; s++) {
        var box = [spots[s][0] - 2, spots[s][1] - h / 2, spots[s][0] + w + 2, spots[s][1] + h / 2];
        if (box[0] < 0 || box[2] > width || box[1] < 0 || box[3] > height || hits(box, taken)) continue;
        taken.push(box);
        n += 1;
        pen.strokeStyle = colours.canvas;
        pen.lineWidth = 4;
        pen.strokeText(name, spots[s][0], spots[s][1]);
        pen.fillStyle = colours["text-1"];
        pen.fillText(name, spots[s][0], spots[s][1]);
        break;
      }
    });
  }

  function hits(box, taken) {
    var isFew = actors.length <= 300;
    for (var t = 0; t < taken.length; t++) {
      var other = taken[t];
      if (box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1]) return true;
    }
    if (!isFew) return false;
    for (var a = 0; a < actors.length; a++) {
      var place = at(a), r = radii[a];
      if (box[0] < place[0] + r && box[2] > place[0] - r && box[1] < place[1] + r &&
        box[3] > place[1] - r) return true;
    }
    return false;
  }

  function under(x, y) {
    var best = null, least = Infinity;
    actors.forEach(function (_, a) {
      var place = at(a), d = Math.hypot(place[0] - x, place[1] - y);
      if (d < radii[a] * 1.15 + 4 && d < least) { least = d; best = {a: a}; }
    });
    if (best) return best;
    least = 6;
    ties.forEach(function (tie) {
      var p = at(tie.a), q = at(tie.b), dx = q[0] - p[0], dy = q[1] - p[1];
      var along = ((x - p[0]) * dx + (y - p[1]) * dy) / (dx * dx + dy * dy || 1);
      along = Math.min(1, Math.max(0, along));
      var d = Math.hypot(p[0] + along * dx - x, p[1] + along * dy - y);
      if (d < least) { least = d; best = {a: tie.a, b: tie.b}; }
    });
    return best;
  }

  // --- the timeline ----------------------------------------------------------------------

  var timeline = document.getElementById("timeline"), ink = timeline.getContext("2d");
  var days = interactions.filter(function (one) { return one[DAYS].length; });
  var range = days.length ? [min(days.map(function (one) { return one[DAYS][0]; })),
    max(days.map(function (one) { return one[DAYS][1]; }))] : null;
  var room = {width: 0, height: 0}, drag = null;

  function dayWords(day) {
    var when = new Date(day * 86400000);
    if (isNaN(when)) return "year " + (1970 + Math.round(day / 365.2425));
    return when.toLocaleDateString("en-GB", {day: "numeric", month: "short", year: "numeric",
      timeZone: "UTC"});
  }

  function extent() {
    var pad = Math.max(1, (range[1] - range[0]) * 0.02);
    return [range[0] - pad, range[1] + 1 + pad];
  }

  function xOf(day) { var e = extent(); return (day - e[0]) / (e[1] - e[0]) * room.width; }
  function dayOf(x) { var e = extent(); return e[0] + x / room.width * (e[1] - e[0]); }

  function drawTime() {
    if (!range) return;
    ink.clearRect(0, 0, room.width, room.height);
    // A bar stands for whole days, as few as there is room for.
    var total = range[1] - range[0] + 1, each = Math.max(1, Math.ceil(total / (room.width / 5)));
    var n = Math.ceil(total / each), foot = room.height - 18;
    var sure = new Float64Array(n), unsure = new Float64Array(n);
    var litSure = new Float64Array(n), litUnsure = new Float64Array(n);
    interactions.forEach(function (one, at) {
      if (!one[DAYS].length) return;
      var first = Math.floor((one[DAYS][0] - range[0]) / each);
      var last = Math.floor((one[DAYS][1] - range[0]) / each);
      var share = 1 / (last - first + 1);
      for (var bin = first; bin <= last; bin++) {
        (one[UNCERTAIN] ? unsure : sure)[bin] += share;
        if (belongs(at)) (one[UNCERTAIN] ? litUnsure : litSure)[bin] += share;
      }
    });
    var most = 0;
    for (var b = 0; b < n; b++) most = Math.max(most, sure[b] + unsure[b]);
    var tall = (foot - 6) / Math.max(1e-9, most);
    if (span) {
      ink.fillStyle = colours.hover;
      ink.fillRect(xOf(span[0]), 0, xOf(span[1] + 1) - xOf(span[0]), foot);
    }
    for (b = 0; b < n; b++) {
      var left = xOf(range[0] + b * each), wide = xOf(range[0] + (b + 1) * each) - left;
      var gap = wide > 12 ? wide * 0.15 : wide > 3 ? 0.5 : 0;
      left += gap;
      wide -= 2 * gap;
      var solid = sure[b] * tall, hollow = unsure[b] * tall;
      ink.fillStyle = colours.tie;
      ink.fillRect(left, foot - solid, wide, solid);
      if (hollow > 0.5) {
        ink.strokeStyle = colours.tie;
        ink.lineWidth = 1;
        ink.strokeRect(left + 0.5, foot - solid - hollow + 0.5, Math.max(0.5, wide - 1), hollow - 0.5);
      }
      var litSolid = litSure[b] * tall, litHollow = litUnsure[b] * tall;
      ink.fillStyle = ink.strokeStyle = colours.accent;
      if (litSolid) ink.fillRect(left, foot - litSolid, wide, litSolid);
      if (litHollow > 0.5) {
        ink.strokeRect(left + 0.5, foot - solid - litHollow + 0.5, Math.max(0.5, wide - 1), litHollow - 0.5);
      }
    }
    ink.fillStyle = colours.border;
    ink.fillRect(0, foot, room.width, 1);
    ink.fillStyle = colours["text-3"];
    ink.font = "11.5px " + getComputedStyle(document.body).fontFamily;
    var marks = Math.max(2, Math.floor(room.width / 150));
    for (var m = 0; m < marks; m++) {
      var day = range[0] + Math.round((range[1] - range[0]) * m / (marks - 1));
      var words = dayWords(day), w = ink.measureText(words).width;
      ink.fillText(words, Math.min(room.width - w, Math.max(0, xOf(day + 0.5) - w / 2)), room.height - 4);
      if (range[0] === range[1]) break;
    }
  }

  function belongs(at) {
    if (!chosen) return false;
    if ("i" in chosen) return at === chosen.i;
    var people = interactions[at][PEOPLE];
    return people.indexOf(chosen.a) >= 0 && (!("b" in chosen) || people.indexOf(chosen.b) >= 0);
  }

  function setSpan(next) {
    span = next;
    follow();
    show();
  }

  timeline.addEventListener("pointerdown", function (event) {
    if (!range) return;
    timeline.setPointerCapture(event.pointerId);
    drag = event.offsetX;
  });
  timeline.addEventListener("pointermove", function (event) {
    if (drag === null || Math.abs(event.offsetX - drag) < 4) return;
    var ends = [dayOf(Math.min(drag, event.offsetX)), dayOf(Math.max(drag, event.offsetX))];
    setSpan([Math.floor(ends[0]), Math.floor(ends[1])]);
  });
  timeline.addEventListener("pointerup", function (event) {
    if (drag !== null && Math.abs(event.offsetX - drag) < 4) setSpan(null);
    drag = null;
  });
  document.getElementById("all-dates").addEventListener("click", function () { setSpan(null); });

  // --- the panel: text is only ever set as text ------------------------------------------

  var panel = document.getElementById("panel");

  function make(tag, kind, words, parent) {
    var element = document.createElement(tag);
    if (kind) element.className = kind;
    if (words) element.textContent = words;
    if (parent) parent.appendChild(element);
    element.dir = "auto";
    return element;
  }

  function link(words, target, parent) {
    var button = make("button", "link", words, parent);
    button.addEventListener("click", function () { choose(target); });
    return button;
  }

  function heading(words, n) { make("h3", "", n === undefined ? words : words + " · " + n, panel); }

  function quotation(row, parent) {
    var block = make("blockquote", row[6] ? "account" : "", "", parent), by = make("p", "", "", block);
    if (row[1] >= 0) link(row[0], {a: row[1]}, by); else make("b", "", row[0], by);
    make("span", "faint", ", " + row[2], by);
    make("p", "said", row[3], block);
    make("p", "faint", row[4], block);
    cite(row[5], block);
  }

  function cite(number, parent) {
    var source = data.sources[number], line = make("p", "faint", "", parent);
    var address = source[1], words = source[0];
    if (!address) { line.textContent = words; return; }
    line.textContent = words.split(address).join("").replace(/,\s*$/, "") + ", ";
    var anchor = make("a", "", "source", line);
    anchor.href = address;
    anchor.rel = "noopener noreferrer";
    anchor.target = "_blank";
  }

  function listInteractions(list, without) {
    var holder = make("ul", "", "", panel), next = 0;
    function more() {
      list.slice(next, next + LISTED).forEach(function (number) {
        var one = interactions[number], row = make("li", "row", "", holder);
        var dot = make("span", "dot" + (one[UNCERTAIN] ? " hollow" : ""), "", row);
        dot.style.color = familyColour(one[FAMILY]);
        dot.setAttribute("role", "img");
        dot.setAttribute("aria-label", one[UNCERTAIN] ? "not certain" : "stated as having taken place");
        var what = make("div", "", "", row);
        link(one[TITLE], {i: number}, what);
        make("div", "faint", one[WHEN] + (one[FACTS] ? " · " + one[FACTS] : ""), what);
        var others = one[PEOPLE].filter(function (a) { return without.indexOf(a) < 0; });
        if (others.length || one[MORE]) {
          make("div", "soft", others.slice(0, 6).map(function (a) { return actors[a][NAME]; }).join(", ") +
            (others.length > 6 || one[MORE] ? " and " + (Math.max(0, others.length - 6) + one[MORE]) +
              " more" : ""), what);
        }
      });
      next += LISTED;
    }
    more();
    if (list.length > next) {
      var button = make("button", "", "", panel);
      var tell = function () { button.textContent = "Show more of " + list.length; };
      tell();
      button.addEventListener("click", function () {
        more();
        if (next >= list.length) button.remove(); else tell();
      });
    }
  }

  function showActor(a) {
    var actor = actors[a];
    make("div", "soft", data.kinds[actor[KIND]][1], panel);
    make("h2", "", actor[NAME], panel);
    if (actor[ALSO].length) make("p", "faint", "Also called " + actor[ALSO].join(", "), panel);
    if (actor[DESCRIPTION]) make("p", "soft", actor[DESCRIPTION], panel);
    if (positions[a].length) {
      heading("Positions and relations", positions[a].length);
      positions[a].slice(0, LISTED).forEach(function (p) {
        var one = relations[p], row = make("p", "", "", panel);
        link(actors[one[0]][NAME], {a: one[0]}, row);
        make("span", "soft", " – " + one[2] + " – ", row);
        link(actors[one[1]][NAME], {a: one[1]}, row);
        if (one[3]) make("span", "faint", " " + one[3], row);
      });
    }
    var list = of[a].filter(function (at) { return shown[at]; });
    var contacts = ties.filter(function (tie) { return tie.a === a || tie.b === a; });
    contacts.sort(function (one, other) { return other.n - one.n; });
    if (contacts.length) {
      heading("Contacts", contacts.length);
      contacts.slice(0, 12).forEach(function (tie) {
        var other = tie.a === a ? tie.b : tie.a, row = make("p", "", "", panel);
        link(actors[other][NAME], {a: other}, row);
        make("span", "faint", "  ", row);
        link(tie.n + (tie.n === 1 ? " interaction" : " interactions"), {a: a, b: other}, row);
      });
    }
    heading("Interactions", list.length);
    listInteractions(list, [a]);
    var said = [];
    list.forEach(function (at) {
      interactions[at][SAID].forEach(function (row) { if (row[1] === a) said.push(row); });
    });
    if (said.length) {
      heading("Quotes and accounts", said.length);
      said.slice(0, LISTED).forEach(function (row) { quotation(row, panel); });
    }
  }

  function showTie(a, b) {
    make("div", "soft", "What two share", panel);
    var title = make("h2", "", "", panel);
    link(actors[a][NAME], {a: a}, title);
    title.appendChild(document.createTextNode(" – "));
    link(actors[b][NAME], {a: b}, title);
    var list = of[a].filter(function (at) {
      return shown[at] && interactions[at][PEOPLE].indexOf(b) >= 0;
    });
    heading("Interactions", list.length);
    listInteractions(list, [a, b]);
    var said = [];
    list.forEach(function (at) { said = said.concat(interactions[at][SAID]); });
    if (said.length) {
      heading("Quotes and accounts", said.length);
      said.slice(0, LISTED).forEach(function (row) { quotation(row, panel); });
    }
  }

  function showInteraction(number) {
    var one = interactions[number];
    make("div", "soft", one[FACTS], panel);
    make("h2", "", one[TITLE], panel);
    make("p", "soft", one[WHEN] + (one[UNCERTAIN] ? " · not certain" : ""), panel);
    heading("Who took part", one[PEOPLE].length + one[MORE]);
    one[PEOPLE].slice(0, LISTED * 2).forEach(function (a) {
      link(actors[a][NAME], {a: a}, make("p", "", "", panel));
    });
    var unseen = one[MORE] + Math.max(0, one[PEOPLE].length - LISTED * 2);
    if (unseen) make("p", "faint", "and " + unseen + " more", panel);
    var accounts = one[SAID].filter(function (row) { return row[6]; });
    var quotes = one[SAID].filter(function (row) { return !row[6]; });
    if (accounts.length) {
      heading(accounts.length > 1 ? "What each side tells" : "What is told");
      var sides = make("div", accounts.length > 1 ? "sides" : "", "", panel);
      accounts.forEach(function (row) { quotation(row, sides); });
    }
    if (quotes.length) {
      heading("Said there", quotes.length);
      quotes.forEach(function (row) { quotation(row, panel); });
    }
    if (one[PASSAGES].length) {
      heading("Evidence");
      one[PASSAGES].forEach(function (row) {
        make("p", "passage", "“" + row[0] + "”", panel);
        cite(row[1], panel);
      });
    }
  }

  function counted(n, one) { return n.toLocaleString("en-GB") + " " + one + (n === 1 ? "" : "s"); }

  function showAll() {
    var n = shown.filter(Boolean).length;
    make("h2", "", data.title, panel);
    make("p", "soft", counted(actors.length, "actor") + ", " + (n < interactions.length ? n + " of " : "") +
      counted(interactions.length, "interaction") + ", " + counted(data.sources.length, "source"), panel);
    data.notes.forEach(function (note) { make("p", "faint", note, panel); });
    make("p", "faint", "Click an actor, a line or a name; drag over the timeline for a span of days.", panel);
    var order = actors.map(function (_, a) { return a; });
    order.sort(function (a, b) { return counts[b] - counts[a] || a - b; });
    heading("Most interactions");
    order.slice(0, 10).filter(function (a) { return counts[a]; }).forEach(function (a) {
      var row = make("p", "", "", panel);
      link(actors[a][NAME], {a: a}, row);
      make("span", "faint", "  " + counts[a], row);
    });
    heading("Interactions", n);
    var list = [];
    shown.forEach(function (is, at) { if (is) list.push(at); });
    listInteractions(list, []);
    make("p", "faint", "Written by Actor Explorer, " + data.made + ".", panel);
  }

  function show() {
    panel.textContent = "";
    panel.scrollTop = 0;
    if (chosen) link("‹ Everything", null, make("p", "faint", "", panel));
    if (!chosen) showAll();
    else if ("i" in chosen) showInteraction(chosen.i);
    else if ("b" in chosen) showTie(chosen.a, chosen.b);
    else showActor(chosen.a);
    document.getElementById("all-dates").hidden = !span;
    var undated = interactions.length - days.length;
    document.getElementById("window").textContent = !range ? "No interaction has a date." :
      span ? dayWords(span[0]) + " – " + dayWords(span[1]) :
        dayWords(range[0]) + " – " + dayWords(range[1]) + (undated ? " · " + undated + " without a date" : "");
    draw();
    drawTime();
  }

  // --- choosing --------------------------------------------------------------------------

  function hashOf(target) {
    if (!target) return "";
    if ("i" in target) return "#i" + target.i;
    return "b" in target ? "#t" + target.a + "-" + target.b : "#a" + target.a;
  }

  function ofHash(hash) {
    var found = /^#([ait])(\d+)(?:-(\d+))?$/.exec(hash);
    if (!found) return null;
    var first = Number(found[2]), other = Number(found[3]);
    if (found[1] === "i") return first < interactions.length ? {i: first} : null;
    if (first >= actors.length) return null;
    if (found[1] === "a") return {a: first};
    return other < actors.length ? {a: first, b: other} : null;
  }

  function choose(target) {
    // By the address, so that Back goes back.
    if (hashOf(target) === location.hash) return;
    if (target) location.hash = hashOf(target);
    else { history.pushState(null, "", location.pathname + location.search); take(); }
  }

  function take() {
    chosen = ofHash(location.hash);
    show();
  }
  window.addEventListener("hashchange", take);
  window.addEventListener("popstate", take);

  // --- hands -----------------------------------------------------------------------------

  var pointers = new Map(), moved = 0, hover = document.getElementById("hover");

  function zoom(factor, x, y) {
    var scale = Math.min(2000, Math.max(0.2, view.scale * factor));
    view.x += (x - width / 2) * (1 / view.scale - 1 / scale);
    view.y += (y - height / 2) * (1 / view.scale - 1 / scale);
    view.scale = scale;
    draw();
  }

  canvas.addEventListener("pointerdown", function (event) {
    canvas.setPointerCapture(event.pointerId);
    pointers.set(event.pointerId, [event.offsetX, event.offsetY]);
    moved = 0;
  });
  canvas.addEventListener("pointermove", function (event) {
    var before = pointers.get(event.pointerId), here = [event.offsetX, event.offsetY];
    if (!before) {
      hovered = under(here[0], here[1]);
      canvas.style.cursor = hovered ? "pointer" : "grab";
      hover.hidden = !hovered;
      if (hovered) {
        hover.textContent = actors[hovered.a][NAME] + ("b" in hovered ? " – " + actors[hovered.b][NAME] :
          " · " + counts[hovered.a]);
        hover.style.left = Math.min(here[0] + 14, width - 200) + "px";
        hover.style.top = Math.min(here[1] + 14, height - 30) + "px";
      }
      return;
    }
    if (pointers.size === 2) {
      var other = Array.from(pointers.entries()).filter(function (entry) {
        return entry[0] !== event.pointerId;
      })[0][1];
      var was = Math.hypot(before[0] - other[0], before[1] - other[1]);
      var is = Math.hypot(here[0] - other[0], here[1] - other[1]);
      if (was > 0) zoom(is / was, (here[0] + other[0]) / 2, (here[1] + other[1]) / 2);
    } else {
      view.x -= (here[0] - before[0]) / view.scale;
      view.y -= (here[1] - before[1]) / view.scale;
    }
    moved += Math.hypot(here[0] - before[0], here[1] - before[1]);
    pointers.set(event.pointerId, here);
    hover.hidden = true;
    draw();
  });
  function release(event) {
    if (pointers.delete(event.pointerId) && moved < 5 && event.type === "pointerup") {
      choose(under(event.offsetX, event.offsetY));
    }
  }
  canvas.addEventListener("pointerup", release);
  canvas.addEventListener("pointercancel", release);
  canvas.addEventListener("pointerleave", function () { hover.hidden = true; });
  canvas.addEventListener("wheel", function (event) {
    event.preventDefault();
    zoom(Math.exp(-Math.max(-200, Math.min(200, event.deltaY)) / 400), event.offsetX, event.offsetY);
  }, {passive: false});
  var ARROWS = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1]};

  function reach(way) {
    // The nearest that way, what lies aside counting double; at first whoever is chosen.
    var isFirst = reached === null, best = isFirst && chosen && "a" in chosen ? chosen.a : null;
    var from = isFirst ? [width / 2, height / 2] : at(reached), least = Infinity;
    if (best === null) actors.forEach(function (_, a) {
      var place = at(a), dx = place[0] - from[0], dy = place[1] - from[1];
      var along = dx * way[0] + dy * way[1], aside = Math.abs(dx * way[1] - dy * way[0]);
      var cost = isFirst ? Math.hypot(dx, dy) : along + 2 * aside;
      if (a === reached || (span && !counts[a]) || (!isFirst && along <= 0) || cost >= least) return;
      least = cost;
      best = a;
    });
    if (best === null) return;
    reached = best;
    var here = at(reached);
    if (here[0] < 30 || here[1] < 30 || here[0] > width - 30 || here[1] > height - 30) {
      view.x = actors[reached][X];
      view.y = actors[reached][Y];
      here = at(reached);
    }
    hover.textContent = actors[reached][NAME] + " · " + counts[reached];
    hover.style.left = Math.min(here[0] + 18, width - 200) + "px";
    hover.style.top = Math.min(here[1] + 14, height - 30) + "px";
    hover.hidden = false;
  }

  canvas.addEventListener("focus", draw);
  canvas.addEventListener("blur", function () { hover.hidden = true; draw(); });
  canvas.addEventListener("keydown", function (event) {
    var step = 40 / view.scale, key = event.key, way = ARROWS[key];
    if (way && event.shiftKey) { view.x += way[0] * step; view.y += way[1] * step; hover.hidden = true; }
    else if (way) reach(way);
    else if ((key === "Enter" || key === " ") && reached !== null) choose({a: reached});
    else if (key === "+" || key === "=") return zoom(1.25, width / 2, height / 2);
    else if (key === "-") return zoom(0.8, width / 2, height / 2);
    else if (key === "0") fit();
    else if (key === "Escape") return choose(null);
    else return;
    event.preventDefault();
    draw();
  });
  document.getElementById("in").addEventListener("click", function () { zoom(1.25, width / 2, height / 2); });
  document.getElementById("out").addEventListener("click", function () { zoom(0.8, width / 2, height / 2); });
  document.getElementById("fit").addEventListener("click", function () { fit(); draw(); });

  // --- search ----------------------------------------------------------------------------

  var search = document.getElementById("search"), results = document.getElementById("found");

  function fold(words) {
    return words.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "");
  }

  function find() {
    results.textContent = "";
    var wanted = fold(search.value.trim()), n = 0;
    results.hidden = !wanted;
    if (!wanted) return;
    function offer(words, note, target) {
      if (n >= FOUND) return;
      n += 1;
      var button = make("button", "", words, make("li", "", "", results));
      if (note) make("small", "", note, button);
      button.addEventListener("click", function () {
        results.hidden = true;
        choose(target);
        if ("a" in target) { view.x = actors[target.a][X]; view.y = actors[target.a][Y]; draw(); }
      });
    }
    actors.forEach(function (actor, a) {
      var also = actor[ALSO].filter(function (name) { return fold(name).indexOf(wanted) >= 0; });
      if (fold(actor[NAME]).indexOf(wanted) >= 0) offer(actor[NAME], data.kinds[actor[KIND]][1], {a: a});
      else if (also.length) offer(actor[NAME], "also called " + also[0], {a: a});
    });
    interactions.forEach(function (one, at) {
      if (fold(one[TITLE]).indexOf(wanted) >= 0) return offer(one[TITLE], one[WHEN], {i: at});
      var said = one[SAID].filter(function (row) { return fold(row[3]).indexOf(wanted) >= 0; })[0];
      if (said) offer(one[TITLE], "“" + said[3].slice(0, 120) + "”", {i: at});
      else if (fold(one[FACTS]).indexOf(wanted) >= 0) offer(one[TITLE], one[FACTS], {i: at});
    });
    if (!n) make("li", "faint", "Nothing of that name.", results);
  }

  search.addEventListener("input", find);
  search.addEventListener("focus", find);
  search.addEventListener("keydown", function (event) {
    var first = results.querySelector("button");
    if (event.key === "Enter" && first) first.click();
    if (event.key === "ArrowDown" && first) { event.preventDefault(); first.focus(); }
    if (event.key === "Escape") { search.value = ""; results.hidden = true; }
  });
  results.addEventListener("keydown", function (event) {
    var item = document.activeElement.closest("li"), step = {ArrowDown: "nextElementSibling",
      ArrowUp: "previousElementSibling"}[event.key];
    if (event.key === "Escape") { results.hidden = true; search.focus(); }
    if (!step || !item) return;
    event.preventDefault();
    var next = item[step] && item[step].querySelector("button");
    (next || search).focus();
  });
  document.addEventListener("pointerdown", function (event) {
    if (!event.target.closest(".search")) results.hidden = true;
  });

  // --- beginning -------------------------------------------------------------------------

  function legend() {
    var holder = document.getElementById("legend"), used = new Set(actors.map(function (a) { return a[KIND]; }));
    holder.textContent = "";
    data.kinds.forEach(function (kind, at) {
      if (!used.has(at)) return;
      var mark = make("span", "", kind[1], holder), sign = make("canvas", "", "");
      sign.width = sign.height = 36;
      sign.style.width = sign.style.height = "18px";
      mark.insertBefore(sign, mark.firstChild);
      var keep = pen;
      pen = sign.getContext("2d");
      outline(kind[0], 18, 18, 11);
      pen.fillStyle = colours["kind" + at];
      pen.fill();
      pen = keep;
    });
    make("span", "", "hollow: not certain, or without a name", holder);
    if (relations.length) make("span", "", "dashed: position or relation", holder);
  }

  function resize(isFirst) {
    var box = sized(canvas, pen);
    width = box.width;
    height = box.height;
    room = sized(timeline, ink);
    if (isFirst) fit();
    draw();
    drawTime();
  }

  readColours();
  legend();
  follow();
  chosen = ofHash(location.hash);
  resize(true);
  show();
  window.addEventListener("resize", function () { resize(false); });
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", function () {
    readColours();
    legend();
    show();
  });
})();
