// Says beside a page's dates that its check is overdue, by the phone's date; one that lies before the release is wrong.

export async function start(app, due) {
  const { released } = await app.listed(app.locale).catch(() => ({}));
  if (released && new Date() < new Date(released)) return;
  const note = document.createElement("p");
  note.className = "check";
  note.textContent = document.querySelector("#offline").dataset.overdue.replace("{date}", due.textContent);
  due.parentElement.after(note);
}
