const { session, origin } = document.getElementById('filled').dataset;
parent.postMessage({ sessionId: session }, origin);
