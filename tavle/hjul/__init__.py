"""The annual cycle drawn as a wheel on an A4 sheet: SVG text from data, with no library."""

from tavle.hjul.bilde import hjulbilde as hjulbilde
