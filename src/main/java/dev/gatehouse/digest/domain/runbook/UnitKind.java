package dev.gatehouse.digest.domain.runbook;

/** What a unit is in its file. A block of HTML, a block quote's text and a link definition are paragraphs. */
public enum UnitKind {
    HEADING,
    LIST_ITEM,
    TABLE_ROW,
    PARAGRAPH,
    CODE_BLOCK,
    FRONT_MATTER
}
