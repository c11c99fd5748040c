// Stands in for the gateway's script of embedded payments.
(() => {
  const own = new URL(document.currentScript.src).origin;
  const init = ({ sessionId, containerId, callback }) => {
    const container = document.getElementById(containerId);
    if (!container) throw new Error(`no element #${containerId}`);
    const frame = document.createElement('iframe');
    frame.title = 'Card';
    frame.style.cssText = 'width:100%;min-height:420px;border:0';
    frame.src = `${own}/cardview/${encodeURIComponent(sessionId)}?origin=${encodeURIComponent(location.origin)}`;
    addEventListener('message', (event) => {
      if (event.origin !== own || event.source !== frame.contentWindow || event.data?.sessionId !== sessionId) return;
      callback({ ...event.data, isSuccess: true, paymentCompleted: false, paymentData: '', paymentType: 'Card', redirectionUrl: '' });
    });
    container.replaceChildren(frame);
  };
  window.myfatoorah = { init };
  window.myFatoorah = window.myfatoorah;
})();
