git commit -am done
git push
