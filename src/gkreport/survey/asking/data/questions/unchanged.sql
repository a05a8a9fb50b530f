-- 标题：哪些报告的数字与上年一个不差
-- 怎样看：一行是一份报告。每一格都与同一机关上年的报告相同，像是用上年的文件改了年份，忘了改数。“不是 0 的格”越多，越不会是碰巧。
-- 参数 year 整数：只看哪一年度，不写就是各年度
-- 参数 least 整数 = 5：至少有几格不是 0 才列出
WITH pairs AS (
  SELECT now.id AS now, before.id AS before, now.organ, now.year
  FROM chosen now JOIN chosen before ON before.owner = now.owner AND before.year = now.year - 1
  WHERE $year IS NULL OR now.year = $year
),
concerned AS (SELECT now AS report FROM pairs UNION SELECT before FROM pairs),
-- a mark of all cells of a report, whatever their order
marks AS (
  SELECT
    report, count(*) AS cells, count(*) FILTER (value <> 0) AS stated,
    bit_xor(hash(table_id, row_id, column_id, value, stated)) AS mark
  FROM cells SEMI JOIN concerned USING (report)
  GROUP BY report
)
SELECT organ AS 机关, year AS 年度, a.cells AS 格数, a.stated AS "不是 0 的格"
FROM pairs
JOIN marks a ON a.report = now
JOIN marks b ON b.report = before AND b.mark = a.mark AND b.cells = a.cells
WHERE a.stated >= $least
ORDER BY a.stated DESC, year DESC, organ
