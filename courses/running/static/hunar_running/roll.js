/* The roll: each tap is kept on this phone at once and sent when there is a link. Without this file it is a form. */
(() => {
  "use strict";
  const form = document.querySelector("form[data-roll]");
  const outbox = self.hunarOutbox;
  if (!form || !outbox) return;
  const session = form.dataset.roll;
  const planned = Number(form.dataset.planned);
  const part = (name) => document.querySelector("[data-" + name + "]");
  const slotOf = (row) => "roll:" + session + ":" + row.person;

  const rows = Array.from(form.querySelectorAll("[data-person]"), (item) => {
    const known = item.dataset.minutes;
    const row = { item, person: item.dataset.person, saved: known === "" ? null : Number(known), select: item.querySelector("select") };
    row.shown = read(row);
    return row;
  });
  const past = [];
  let pending = new Map();
  let restored = false;

  function read(row) {
    const mark = row.item.querySelector(":checked").value;
    if (mark === "here") return planned;
    return mark === "away" ? 0 : planned - Number(row.select.value);
  }

  function show(row, minutes) {
    const late = planned - minutes;
    const mark = !late ? "here" : minutes ? "late" : "away";
    row.item.querySelector("[value=" + mark + "]").checked = true;
    if (mark === "late") {
      if (!Array.from(row.select.options).some((each) => Number(each.value) === late)) row.select.add(new Option(late));
      row.select.value = late;
    }
    row.shown = minutes;
  }

  function draw() {
    rows.forEach((row) => {
      row.item.classList.toggle("wait", pending.has(row.person));
      row.item.classList.toggle("held", !pending.has(row.person) && row.saved === row.shown);
      row.item.classList.toggle("is-late", row.shown > 0 && row.shown < planned);
    });
    part("saved").textContent = rows.filter((row) => row.saved === row.shown && !pending.has(row.person)).length;
    part("undo").disabled = !past.length;
  }

  /* One event for all these rows. A person who is tapped again before it is sent takes the place of the first tap. */
  function put(changed) {
    const marks = {};
    changed.forEach((row) => {
      marks[row.person] = row.shown;
      pending.set(row.person, row.shown);
    });
    draw();
    return outbox.put("roll.mark", { session, marks }, changed.length === 1 ? { slot: slotOf(changed[0]) } : {});
  }

  function change(list) {
    past.push(list.map(([row]) => [row, row.shown]));
    list.forEach(([row, minutes]) => show(row, minutes));
    put(list.map(([row]) => row));
  }

  function undo() {
    const before = past.pop() || [];
    before.forEach(([row, minutes]) => show(row, minutes));
    if (before.length) put(before.map(([row]) => row));
  }

  function save() {
    const rest = rows.filter((row) => row.saved !== row.shown && !pending.has(row.person));
    if (rest.length) put(rest);
    else outbox.flush();
  }

  /* What waits on this phone is drawn as such; what waited and is gone now is on the server. */
  document.addEventListener("hunar-outbox", ({ detail }) => {
    const waits = new Map();
    const mine = detail.rows.filter(({ event }) => event.verb === "roll.mark" && event.payload.session === session);
    mine.filter((each) => !each.refused).forEach(({ event }) => {
      Object.entries(event.payload.marks).forEach(([person, minutes]) => waits.set(person, minutes));
    });
    rows.forEach((row) => {
      if (!restored && waits.has(row.person)) show(row, waits.get(row.person));
      if (pending.has(row.person) && !waits.has(row.person)) row.saved = pending.get(row.person);
    });
    restored = true;
    const refused = mine.filter((each) => each.refused);
    refused.forEach(({ event }) => Object.keys(event.payload.marks).forEach((person) => {
      const row = rows.find((each) => each.person === person);
      if (row && !waits.has(person)) row.saved = null;
    }));
    part("refused").hidden = !refused.length;
    if (refused.length) part("why").textContent = refused[0].refused;
    part("understood").onclick = () => refused.forEach((each) => outbox.drop(each.slot));
    pending = waits;
    draw();
  });

  form.classList.add("live");
  form.addEventListener("change", (event) => {
    const row = rows.find((each) => each.item.contains(event.target));
    const minutes = read(row);
    if (minutes !== row.shown) change([[row, minutes]]);
  });
  /* Whoever has no mark yet is drawn as here; only a tap says so of her alone, and changes no radio. */
  form.addEventListener("click", (event) => {
    if (!event.target.matches("[value=here]")) return;
    const row = rows.find((each) => each.item.contains(event.target));
    if (row.saved === null && !pending.has(row.person)) change([[row, planned]]);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    save();
  });
  part("undo").addEventListener("click", undo);
  part("all").addEventListener("click", () => change(rows.filter((row) => row.shown !== planned || row.saved !== planned).map((row) => [row, planned])));
  part("all").hidden = part("undo").hidden = false;
  draw();
  outbox.ready.then(() => outbox.tell());
})();
