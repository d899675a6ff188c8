/** Asks the API of the sandbox. Throws its words when it refuses. */
export async function ask(path, body) {
  const response = await fetch(`/sandbox/${path}`, body && { method: "POST", body: JSON.stringify(body) });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error);
  return answer;
}
