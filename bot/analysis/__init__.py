"""Files of customers are analysed in a process of their own, in a folder of their own."""
