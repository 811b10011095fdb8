package dev.gatehouse.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The live case of one flow; one bean for each flow that the demo shows. */
interface DemoCase {

    /** Whether the demo has what the case needs; it has, unless somebody has put their own in its place. */
    default boolean isShown() {
        return true;
    }

    /** The id of the first such case; later ones are counted. */
    String name();

    /** The request, in the folder of the demo. */
    String file();

    /** JSON pointer to the moment of the request that is moved to twenty minutes ago, and all others with it. */
    String moment();

    String startType();

    /** Who starts it. */
    String account();

    /** Where it waits and for whom, for the log. */
    String firstGate();

    /** Puts there what any case of the flow needs, once; before the first case and at every start. */
    default void prepare() {}

    /** The request with its times moved, made ready to be sent. */
    default ObjectNode completed(ObjectNode request) {
        return request;
    }
}
