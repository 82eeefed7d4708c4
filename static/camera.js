// A camera that reads QR codes, where the browser can: each code once, until it was away a while.

const LOOK = 200; // milliseconds between two looks
const REST = 2500; // how long a code was away before it is read again

export const canLook = "BarcodeDetector" in window && Boolean(navigator.mediaDevices);

// Shows the picture of the camera in `video` and calls `take` with each text that is read.
export function camera(video, take, facing) {
  let stream = null;
  let wanted = false;
  let last = "";
  let seen = 0;

  async function on() {
    wanted = true;
    seen = Date.now(); // what still lies there from before is not read at once
    const found = await navigator.mediaDevices.getUserMedia({ video: { facingMode: facing } });
    if (!wanted || stream) return stop(found);
    stream = found;
    video.srcObject = stream;
    await video.play().catch((error) => {
      if (wanted) throw error;
    });
    watch(new window.BarcodeDetector({ formats: ["qr_code"] })).catch(off);
  }

  async function watch(detector) {
    const mine = stream;
    while (stream && stream === mine) {
      const [found] = await detector.detect(video);
      if (found && stream === mine) note(found.rawValue);
      await new Promise((resolve) => setTimeout(resolve, LOOK));
    }
  }

  function note(text) {
    const again = text === last && Date.now() - seen < REST;
    last = text;
    seen = Date.now();
    if (!again) take(text);
  }

  function off() {
    wanted = false;
    if (stream) stop(stream);
    stream = null;
    video.srcObject = null;
  }

  return { on, off };
}

function stop(stream) {
  stream.getTracks().forEach((track) => track.stop());
}
