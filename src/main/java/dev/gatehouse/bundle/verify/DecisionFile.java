package dev.gatehouse.bundle.verify;

import java.io.ByteArrayInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** A DMN file, looked at no further than to see which table it is. */
final class DecisionFile {
    private DecisionFile() {}

    /** Whether it holds one decision, of this id. */
    static boolean decides(byte[] dmn, String table) {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        int decisions = 0;
        boolean named = false;
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(dmn));
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamReader.START_ELEMENT
                        && reader.getLocalName().equals("decision")) {
                    decisions++;
                    named = table.equals(reader.getAttributeValue(null, "id"));
                }
            }
        } catch (XMLStreamException e) {
            return false;
        }
        return decisions == 1 && named;
    }
}
