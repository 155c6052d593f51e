/** Which requests lead where, by the prefixes of their paths. Pure functions of text. */
package io.hairspring.gateway.route;
