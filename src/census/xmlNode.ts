/** One XML element with what stands in it. Names are local (no namespace prefix). */
export interface XmlNode {
  name: string;
  /** Of its opening tag, from 1. */
  line: number;
  /** Its own text, trimmed once the element is closed; at most `TEXT_KEPT` characters. */
  text: string;
  kids: XmlNode[];
}

/** Characters of an element's text that are kept: no field of the census is as long. */
export const TEXT_KEPT = 500;

/** The first child element of this name, at any depth. */
export function firstNode(node: XmlNode, name: string): XmlNode | undefined {
  for (const kid of node.kids) {
    const found = kid.name === name ? kid : firstNode(kid, name);
    if (found) return found;
  }
  return undefined;
}

/** All elements of this name directly in the node. */
export const nodesOf = (node: XmlNode, name: string): XmlNode[] => node.kids.filter((kid) => kid.name === name);

/** All elements of this name in the node, at any depth. */
export function deepNodes(node: XmlNode, name: string, found: XmlNode[] = []): XmlNode[] {
  for (const kid of node.kids) {
    if (kid.name === name) found.push(kid);
    else deepNodes(kid, name, found);
  }
  return found;
}

/** The text of the first element of this name directly in the node that has any; '' otherwise. */
export function textOf(node: XmlNode | undefined, name: string): string {
  return node?.kids.find((kid) => kid.name === name && kid.text !== '')?.text ?? '';
}
