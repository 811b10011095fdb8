/** What every model and policy table keeps, whichever flow it belongs to. Read from the files, without an engine. */
package dev.gatehouse.models;
