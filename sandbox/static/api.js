// Talking to the sandbox: reading, acting, and listening to what happens.

async function answer(response) {
  const body = await response.json();
  if (!response.ok) throw new Error(body.error ?? response.statusText);
  return body;
}

export async function read(path) {
  return answer(await fetch(`/sandbox/${path}`));
}

export async function act(name, body = {}) {
  const headers = { "Content-Type": "application/json" };
  return answer(await fetch(`/sandbox/${name}`, { method: "POST", headers, body: JSON.stringify(body) }));
}

export function watch(after, onEvent, onLine) {
  const source = new EventSource(`/sandbox/events?after=${after}`);
  source.onmessage = (message) => {
    const event = JSON.parse(message.data);
    onEvent(event.kind, event.data);
  };
  source.onopen = () => onLine(true);
  source.onerror = () => onLine(false);
}

export async function encoded(file) {
  const url = await new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
  return {
    content: url.slice(url.indexOf(",") + 1),
    filename: file.name,
    content_type: file.type || "application/octet-stream",
  };
}
