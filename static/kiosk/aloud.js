// Reads a blank paper aloud for whoever reads with difficulty, with a voice of this device alone:
// a voice from afar would be sent the text. What somebody chose is never read.

const WORDS = "h1, legend, form > p, fieldset p, label b";

export function aloud(button) {
  const speech = window.speechSynthesis;
  let page = null;

  // Of several Chinese voices that of the mainland: a Cantonese one is not understood everywhere.
  function voice() {
    const ours = (speech ? speech.getVoices() : []).filter(
      (each) => each.localService && each.lang.toLowerCase().startsWith(document.documentElement.lang),
    );
    return ours.find((each) => /[-_]cn/i.test(each.lang)) || ours[0];
  }

  function offer(shown) {
    page = shown;
    if (speech) speech.cancel();
    button.hidden = !(page && voice());
  }

  button.addEventListener("click", () => {
    const chosen = voice();
    if (!page || !chosen) return;
    speech.cancel();
    for (const each of page.querySelectorAll(WORDS)) {
      const said = new SpeechSynthesisUtterance(each.textContent);
      said.voice = chosen;
      said.lang = chosen.lang;
      said.rate = 0.9;
      speech.speak(said);
    }
  });
  if (speech) speech.addEventListener("voiceschanged", () => offer(page));

  return { offer };
}
