/** The very hidden sheet in which a workbook carries its geography; a reader knows it by its first cell, not by this name. */
export const PACK_SHEET = 'needs-map-geography';
