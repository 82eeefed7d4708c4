// A camera that reads QR codes, where the browser can: each code once, until it was away a while.

const LOOK = 200; // milliseconds between two looks
const REST = 2500; // before the same code is read again

export const canLook = "BarcodeDetector" in window && Boolean(navigator.mediaDevices);

// Shows the picture of the camera in `video` and calls `take` with each text that is read.
export function camera(video, take, facing) {
  let stream = null;
  let last = "";

  async function on() {
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: facing } });
    video.srcObject = stream;
    await video.play();
    watch(new window.BarcodeDetector({ formats: ["qr_code"] })).catch(off);
  }

  async function watch(detector) {
    while (stream) {
      const [found] = await detector.detect(video);
      if (found && found.rawValue !== last) {
        last = found.rawValue;
        take(last);
        setTimeout(() => (last = ""), REST);
      }
      await new Promise((resolve) => setTimeout(resolve, LOOK));
    }
  }

  function off() {
    if (stream) stream.getTracks().forEach((track) => track.stop());
    stream = null;
    video.srcObject = null;
  }

  return { on, off };
}
