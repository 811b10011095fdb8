package dev.gatehouse.digest.markdown;

import dev.gatehouse.digest.markdown.Warning.Kind;
import java.util.List;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Node;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/** The parser and its limits: what nests deeper, or makes more cells, is text. */
final class Markdown {
    /** Open blocks at one place, the document included; a list and its item are two. */
    static final int DEEPEST = 100;

    private static final int DEEPEST_INLINE = 100;
    /** A row is filled up to its table's columns, so few characters may make many cells. */
    private static final int MOST_CELLS = 200_000;

    private static final Parser WITH_TABLES =
            parser(List.of(TablesExtension.builder().maxCells(MOST_CELLS).build()));
    private static final Parser WITHOUT_TABLES = parser(List.of());

    private Markdown() {}

    private static Parser parser(List<Extension> extensions) {
        return Parser.builder()
                .extensions(extensions)
                .includeSourceSpans(IncludeSourceSpans.BLOCKS)
                .customInlineContentParserFactory(new AnchorMark.Factory())
                .inlineParserFactory(BoundedInlineParser::new)
                .maxOpenBlockParsers(DEEPEST)
                .maxInlineNesting(DEEPEST_INLINE)
                .build();
    }

    static Node parse(String markdown, Warnings warnings) {
        try {
            return WholeCharacters.in(WITH_TABLES.parse(markdown));
        } catch (IllegalArgumentException tooManyCells) {
            warnings.add(Kind.LARGE_TABLES, String.valueOf(MOST_CELLS));
            return WholeCharacters.in(WITHOUT_TABLES.parse(markdown));
        }
    }
}
